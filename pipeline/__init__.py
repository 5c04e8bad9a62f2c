"""Seed CSV files in, one documented and checked DuckDB warehouse out.

Data flows one way: ``seeds/*/*.csv`` -> ``reference, pricing, funding, market`` -> ``core``
-> ``cost, growth`` -> ``audit`` -> the published file that readers open.
"""
