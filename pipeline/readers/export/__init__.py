"""Every table as a file, with a data package that describes it, for whoever has no DuckDB.

A single query's result is not written here but by ``neocloud query``.
"""
