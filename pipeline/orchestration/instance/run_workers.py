"""Whether the process of a run still lives, and what becomes of the run if it does not.

Each run's process holds a lock of its own until it ends. The kernel frees it however the process
dies, and no other process can be mistaken for it, as with process ids.
"""

import time
from pathlib import Path

import dagster as dg
from dagster._core.launcher import CheckRunHealthResult, WorkerStatus
from filelock import FileLock, Timeout

from pipeline.project.paths import current_project

# Between a run's start and its lock lies the loading of what it needs.
START_SECONDS = 60
PROCESS_GONE = "its process is gone: it was killed, or the machine was stopped"
_held: dict[Path, FileLock] = {}


def mark_alive(folder: Path, run_id: str) -> None:
    """Hold the lock of a run until this process ends."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{run_id}.lock"
    if path not in _held:
        _held[path] = FileLock(path)
        _held[path].acquire()


def is_dead(folder: Path, record: dg.RunRecord) -> bool:
    """Return whether a started run has no process any more."""
    path = folder / f"{record.dagster_run.run_id}.lock"
    if not path.exists():
        return time.time() - (record.start_time or 0) > START_SECONDS
    try:
        with FileLock(path, timeout=0):
            return True
    except Timeout:
        return False


def fail_dead_runs(instance: dg.DagsterInstance, folder: Path) -> list[str]:
    """Mark started runs whose process is gone as failed; return their ids.

    A run of ``neocloud build`` may die where no daemon watches; the next run finds it.
    """
    started = dg.RunsFilter(statuses=[dg.DagsterRunStatus.STARTED, dg.DagsterRunStatus.CANCELING])
    dead = [r.dagster_run for r in instance.get_run_records(started) if is_dead(folder, r)]
    for run in dead:
        instance.report_run_failed(run, f"Marked as failed: {PROCESS_GONE}.")
    for lock in (lock for lock in folder.glob("*.lock") if lock not in _held):
        ended = instance.get_run_by_id(lock.stem)
        if ended is None or ended.is_finished:
            lock.unlink(missing_ok=True)
    return [run.run_id for run in dead]


class LocalRunLauncher(dg.DefaultRunLauncher):
    """Dagster's own launcher, which can also tell its run monitoring whether a run still lives."""

    @property
    def supports_check_run_worker_health(self) -> bool:
        """Return that the process of a run can be looked for."""
        return True

    def check_run_worker_health(self, run: dg.DagsterRun) -> CheckRunHealthResult:
        """Return whether the run's process lives."""
        record = self._instance.get_run_record_by_id(run.run_id)
        if record and is_dead(current_project().run_workers, record):
            return CheckRunHealthResult(WorkerStatus.NOT_FOUND, PROCESS_GONE)
        return CheckRunHealthResult(WorkerStatus.RUNNING)
