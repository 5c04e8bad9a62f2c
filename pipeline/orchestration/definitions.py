"""What Dagster runs of one project: seeds, macros, derived tables, checks, the published file."""

from collections.abc import Sequence

import dagster as dg

from pipeline.orchestration.alerts import failed_runs, stale_warehouse
from pipeline.orchestration.assets.publish import publish_asset
from pipeline.orchestration.assets.report import report_asset
from pipeline.orchestration.assets.tables import table_asset
from pipeline.orchestration.automation import build_all, daily, group_jobs
from pipeline.orchestration.changed_files import changed_files
from pipeline.orchestration.resource import Warehouse
from pipeline.project.paths import Project
from pipeline.tables.table import Table
from pipeline.warehouse.catalog import project_tables


def definitions_of(project: Project, tables: Sequence[Table] | None = None) -> dg.Definitions:
    """Return the definitions of one project; ``tables`` are its own, if they were read already."""
    tables = project_tables(project) if tables is None else tables
    everything = build_all()
    return dg.Definitions(
        assets=[*map(table_asset, tables), publish_asset(tables), report_asset()],
        jobs=[everything, *group_jobs(tables)],
        schedules=[daily(everything)],
        sensors=[changed_files(project, tables), failed_runs(), stale_warehouse()],
        resources={"warehouse": Warehouse(root=str(project.root), data=str(project.data))},
        executor=dg.in_process_executor,  # DuckDB lets one process write at a time
    )
