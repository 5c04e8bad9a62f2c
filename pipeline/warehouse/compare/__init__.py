"""Two warehouses held against each other: verify a release, or show what changed since one.

Both are opened for reading only.
"""
