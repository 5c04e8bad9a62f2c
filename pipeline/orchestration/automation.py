"""What runs when somebody or a clock says so: the jobs and the daily schedule."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import dagster as dg

from pipeline.tables.table import Table

if TYPE_CHECKING:
    from dagster._core.definitions.unresolved_asset_job_definition import (
        UnresolvedAssetJobDefinition,
    )

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
