"""Dagster: the tables as assets, their checks, jobs, schedule, sensors and alerts.

No table, formula or promise is written here, and no room below knows that Dagster exists.
"""
