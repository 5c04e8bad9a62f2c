"""Dagster's home: its settings, its one file of events, and which run's process still lives.

Nothing here knows of tables.
"""
