"""What Dagster shows and runs: each table, its checks and first rows, the release, the report.

When they run is decided in ``automation.py``, not here.
"""
