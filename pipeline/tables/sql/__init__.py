"""SQL files as tables and macros: read, held to the rules, followed to what they read.

The SQL itself stands in ``sql/``.
"""
