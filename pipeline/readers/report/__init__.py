"""The report: one HTML page, made from the published file, that needs nothing else.

What a chart, a cell or a part of the page is belongs here; what a number means does not: the
queries only choose, name and order what the warehouse holds.
"""
