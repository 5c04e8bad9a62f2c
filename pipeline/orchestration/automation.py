"""When things run by themselves: jobs, the daily schedule, the sensor for changed files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import dagster as dg
import duckdb

from pipeline.orchestration.assets.publish import PUBLISHED
from pipeline.orchestration.assets.report import REPORT
from pipeline.orchestration.assets.tables import asset_key
from pipeline.project.paths import Project
from pipeline.project.queries import opened
from pipeline.tables.table import Table
from pipeline.warehouse.catalog import project_tables
from pipeline.warehouse.staleness import stale_tables

if TYPE_CHECKING:
    from dagster._core.definitions.unresolved_asset_job_definition import (
        UnresolvedAssetJobDefinition,
    )

CHECK_EVERY_SECONDS = 30
DAILY_AT_SIX = "0 6 * * *"


def build_all() -> UnresolvedAssetJobDefinition:
    """Return the job that builds everything and publishes it."""
    return dg.define_asset_job(
        "build_all",
        selection=dg.AssetSelection.all(),
        description="Build every table from the files on disk, check it, and publish the whole.",
    )


def group_jobs(tables: Sequence[Table]) -> list[UnresolvedAssetJobDefinition]:
    """Return a job for each group of tables; none of them publishes."""
    return [
        dg.define_asset_job(
            f"build_{group}",
            selection=dg.AssetSelection.groups(group),
            description=f"Build the {group} group from what the working file holds; not published.",
        )
        for group in dict.fromkeys(table.schema for table in tables)
    ]


def daily(job: UnresolvedAssetJobDefinition) -> dg.ScheduleDefinition:
    """Return the schedule that builds everything each morning; off until started."""
    return dg.ScheduleDefinition(
        name="daily_build",
        job=job,
        cron_schedule=DAILY_AT_SIX,
        execution_timezone="UTC",
        description="Build and publish everything each day at 06:00 UTC.",
        default_status=dg.DefaultScheduleStatus.STOPPED,
    )


def changed_files(project: Project) -> dg.SensorDefinition:
    """Return the sensor that rebuilds what a changed file makes stale; off until started."""

    @dg.sensor(
        name="changed_files",
        target=dg.AssetSelection.all(),
        minimum_interval_seconds=CHECK_EVERY_SECONDS,
        description="Rebuild and publish what a changed seed or SQL file makes stale.",
        default_status=dg.DefaultSensorStatus.STOPPED,
    )
    def sensor(context: dg.SensorEvaluationContext) -> dg.RunRequest | dg.SkipReason:
        tables = project_tables(project)
        try:
            stale = _stale(project, tables)
        except (duckdb.IOException, duckdb.ConnectionException):
            return dg.SkipReason("a run holds the working file; looking again later")
        if not stale:
            return dg.SkipReason("every table is what its files say")
        versions = {table.name: table.version() for table in tables}
        return dg.RunRequest(
            run_key="\n".join(f"{name} {versions[name]}" for name in sorted(stale)),
            asset_selection=[*map(asset_key, stale), PUBLISHED, REPORT],
            tags={"neocloud/because": "; ".join(f"{n} {why}" for n, why in stale.items())[:500]},
        )

    return sensor


def _stale(project: Project, tables: Sequence[Table]) -> dict[str, str]:
    if not project.working.exists():
        return {table.name: "was never built" for table in tables}
    with opened(project.working, read_only=True) as connection:
        return stale_tables(connection, tables)
