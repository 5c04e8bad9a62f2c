"""What the what-if form of the page computes with, one query a file.

How it computes belongs to the page's scripts in ``parts``, which follow the macros digit for digit.
"""
