"""The sensor that gives readers what the files say, whatever was built before, until they have it.

It compares the files with what is published, not with what it asked for: a file may be changed and
changed back, a run may be stopped, a job may build without publishing.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from hashlib import sha256

import dagster as dg
import duckdb

from pipeline.orchestration.assets.publish import PUBLISHED
from pipeline.orchestration.assets.report import REPORT
from pipeline.orchestration.assets.tables import asset_key
from pipeline.project.paths import Project
from pipeline.readers.report.write import reported_release
from pipeline.tables.table import Table
from pipeline.warehouse.catalog import project_tables
from pipeline.warehouse.planning import tables_to_build, unpublished
from pipeline.warehouse.releases import live_release

NAME = "changed_files"
CHECK_EVERY_SECONDS = 30
# After a run that did not bring readers what it should, and after each further one twice as long.
FIRST_PAUSE_SECONDS = 30
LONGEST_PAUSE_SECONDS = 3600
WANTED = "neocloud/wanted"
REASON_CHARACTERS = 500
LOOKED_BACK_RUNS = 20
SENSOR_TAG = "dagster/sensor_name"


def changed_files(project: Project, loaded: Sequence[Table]) -> dg.SensorDefinition:
    """Return the sensor that rebuilds what differs from what is published; off until started.

    ``loaded`` are the tables that Dagster knows: those of the files when it loaded the project.
    """
    known = {table.name for table in loaded}

    @dg.sensor(
        name=NAME,
        target=dg.AssetSelection.all(),
        minimum_interval_seconds=CHECK_EVERY_SECONDS,
        description="Rebuild and publish whatever seeds and SQL files say that readers do not see.",
        default_status=dg.DefaultSensorStatus.STOPPED,
    )
    def sensor(context: dg.SensorEvaluationContext) -> dg.RunRequest | dg.SkipReason:
        tables = project_tables(project)
        not_seen = unseen(project, tables)
        if not not_seen:
            return dg.SkipReason("readers see what the files say")
        if new := sorted({table.name for table in tables} - known):
            return dg.SkipReason(f"reload the definitions first: {', '.join(new)} is new")
        wanted = _hash(tables)
        if reason := waiting_for(context.instance, wanted, time.time()):
            return dg.SkipReason(reason)
        try:
            stale = tables_to_build(project, tables)
        except (duckdb.IOException, duckdb.ConnectionException):
            return dg.SkipReason("a run holds the working file; looking again later")
        because = "; ".join(f"{name} {why}" for name, why in not_seen.items())
        return dg.RunRequest(
            asset_selection=[*map(asset_key, stale), PUBLISHED, REPORT],
            tags={WANTED: wanted, "neocloud/because": because[:REASON_CHARACTERS]},
        )

    return sensor


def unseen(project: Project, tables: Sequence[Table]) -> dict[str, str]:
    """Return what readers do not see as the files on disk say it, the report included, and why."""
    found = unpublished(project, tables)
    if not found and reported_release(project) != live_release(project):
        return {"the report": "is of another release"}
    return found


def waiting_for(instance: dg.DagsterInstance, wanted: str, now: float) -> str | None:
    """Return what to wait for before a run that shall bring about ``wanted``; none if nothing.

    That is a run of the sensor under way or, after runs that did not bring it about, the rest of
    a pause. ``now`` is in seconds; runs of a time to come are those of a clock since put right.
    """
    records = instance.get_run_records(
        dg.RunsFilter(tags={SENSOR_TAG: NAME}), limit=LOOKED_BACK_RUNS
    )
    runs = [record.dagster_run for record in records]
    if under_way := [run.run_id for run in runs if not run.is_finished]:
        return f"run {under_way[0]} is under way"
    tries = 0
    while tries < len(runs) and runs[tries].tags.get(WANTED) == wanted:
        tries += 1
    if not tries:
        return None
    pause = min(FIRST_PAUSE_SECONDS * 2 ** (tries - 1), LONGEST_PAUSE_SECONDS)
    rest = pause - (now - (records[0].end_time or 0))
    if not 0 < rest <= pause:
        return None
    last, ended = runs[0].run_id, runs[0].status.value.lower()
    return f"run {last} ended ({ended}) and readers do not see it; again in {rest:.0f} s"


def _hash(tables: Sequence[Table]) -> str:
    """Return what the files say now, in a few characters."""
    versions = "\n".join(sorted(f"{table.name} {table.version()}" for table in tables))
    return sha256(versions.encode()).hexdigest()[:16]
