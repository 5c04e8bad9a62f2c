"""What Dagster runs: seeds, macros, derived tables, their checks, and the published file."""

import dagster as dg

from pipeline.assets import publish_asset, table_asset
from pipeline.automation import build_all, changed_files, daily, group_jobs
from pipeline.paths import Project, current_project
from pipeline.project_tables import project_tables
from pipeline.report.asset import report_asset
from pipeline.warehouse import Warehouse


def definitions_of(project: Project) -> dg.Definitions:
    """Return the definitions of one project."""
    tables = project_tables(project)
    everything = build_all()
    return dg.Definitions(
        assets=[*map(table_asset, tables), publish_asset(tables), report_asset()],
        jobs=[everything, *group_jobs(tables)],
        schedules=[daily(everything)],
        sensors=[changed_files(project)],
        resources={"warehouse": Warehouse(root=str(project.root), data=str(project.data))},
        executor=dg.in_process_executor,  # DuckDB lets one process write at a time
    )


defs = definitions_of(current_project())
