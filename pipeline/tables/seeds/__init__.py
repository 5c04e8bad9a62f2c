"""CSV files as tables: cells read, rows validated, the table made from its class.

What a file must contain is said in ``schemas``.
"""
