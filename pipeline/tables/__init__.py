"""Every table that the project's own files make: what it is, what it promises, what is remembered.

The order of building, the working file and what readers see are the business of ``warehouse``.
"""
