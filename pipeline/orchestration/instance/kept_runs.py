"""How many runs Dagster remembers: without a bound its log grows by megabytes a build, for ever."""

import os
from collections.abc import Iterator

import dagster as dg

KEPT = "NEOCLOUD_RUNS_KEPT"
KEPT_BY_DEFAULT = 30


def runs_kept() -> int:
    """Return how many finished runs are kept: ``NEOCLOUD_RUNS_KEPT``, by default 30.

    Raises:
        ValueError: if that is no whole number of at least 1.
    """
    text = os.environ.get(KEPT, str(KEPT_BY_DEFAULT))
    if not text.isdecimal() or int(text) < 1:
        raise ValueError(f"{KEPT} must be a whole number from 1, not {text!r}")
    return int(text)


def forget_old_runs(instance: dg.DagsterInstance) -> list[str]:
    """Delete finished runs beyond those kept, with their events and output; return their ids.

    A run that made the present state of an asset stays, however old: without it the asset would
    count as never made.
    """
    finished = dg.RunsFilter(
        statuses=[
            dg.DagsterRunStatus.SUCCESS,
            dg.DagsterRunStatus.FAILURE,
            dg.DagsterRunStatus.CANCELED,
        ]
    )
    old = [record.dagster_run.run_id for record in instance.get_run_records(finished)]
    needed = set(_runs_of_present_assets(instance))
    forgotten = [run_id for run_id in old[runs_kept() :] if run_id not in needed]
    for run_id in forgotten:
        instance.delete_run(run_id)
        instance.compute_log_manager.delete_logs(prefix=[run_id])
    return forgotten


def _runs_of_present_assets(instance: dg.DagsterInstance) -> Iterator[str]:
    for record in instance.get_asset_records():
        if made := record.asset_entry.last_materialization_record:
            yield made.run_id
