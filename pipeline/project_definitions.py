"""What Dagster runs of one project: seeds, macros, derived tables, checks, the published file."""

import dagster as dg

from pipeline.alerts import failed_runs, stale_warehouse
from pipeline.assets import table_asset
from pipeline.automation import build_all, changed_files, daily, group_jobs
from pipeline.freshness import kept_fresh
from pipeline.paths import Project
from pipeline.project_tables import project_tables
from pipeline.publish_asset import publish_asset
from pipeline.report.asset import report_asset
from pipeline.warehouse import Warehouse


def definitions_of(project: Project) -> dg.Definitions:
    """Return the definitions of one project."""
    tables = project_tables(project)
    everything = build_all()
    return dg.Definitions(
        assets=[*map(table_asset, tables), kept_fresh(publish_asset(tables)), report_asset()],
        jobs=[everything, *group_jobs(tables)],
        schedules=[daily(everything)],
        sensors=[changed_files(project), failed_runs(), stale_warehouse()],
        resources={"warehouse": Warehouse(root=str(project.root), data=str(project.data))},
        executor=dg.in_process_executor,  # DuckDB lets one process write at a time
    )
