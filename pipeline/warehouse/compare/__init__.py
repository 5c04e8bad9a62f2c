"""Two warehouses side by side: which figures differ, and whether a file is what its seeds make.

Nothing here changes a file.
"""
