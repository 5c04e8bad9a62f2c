"""The working file that runs write, and the run that holds it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import dagster as dg
import duckdb
from pydantic import PrivateAttr

from pipeline.orchestration.instance.run_workers import fail_dead_runs, mark_alive
from pipeline.project.paths import Project
from pipeline.project.storage_faults import is_damaged, storage_fault
from pipeline.warehouse.build import prepare
from pipeline.warehouse.progress import report_waiting
from pipeline.warehouse.recovery import discard, set_aside, tidy
from pipeline.warehouse.run_lock import run_lock

# DuckDB 1.x clients (most BI tools) can open the file too, which they cannot with 2.0's default;
# with small blocks a warehouse of many small tables is a tenth of the size, and on tables of
# thousands of rows a second thread costs a tenth more work and saves no time.
STORAGE: dict[str, str | bool | int | float | list[str]] = {
    "storage_compatibility_version": "v1.5.0",
    "default_block_size": "16384",
    "threads": 1,
}


class Warehouse(dg.ConfigurableResource):
    """The working file, held by one run from its first step to its last."""

    root: str
    data: str
    _connection: duckdb.DuckDBPyConnection = PrivateAttr()
    _is_distrusted: bool = PrivateAttr(default=False)

    @property
    def project(self) -> Project:
        """Return the folders of the project."""
        return Project(Path(self.root), Path(self.data))

    @property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """Return the run's connection to the working file."""
        return self._connection

    def explain_fault(self, error: BaseException) -> str | None:
        """Return what the disk refused, if it was the disk; the working file then goes."""
        fault = storage_fault(error, self.project)
        self._is_distrusted |= fault is not None
        return fault

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator["Warehouse"]:
        """Take the run lock, open the working file, and close both when the run ends."""

        def say(message: str) -> None:
            report_waiting(message)
            if context.log:
                context.log.warning(message)

        run_id = context.run_id or "no run"
        mark_alive(self.project.run_workers, run_id)
        with run_lock(self.project.run_lock, run_id, say):
            if context.instance:
                fail_dead_runs(context.instance, self.project.run_workers)
            with open_working(self.project, say) as connection:
                self._connection = connection
                yield self
            if self._is_distrusted:
                discard(self.project)


@contextmanager
def open_working(
    project: Project, say: Callable[[str], None] = report_waiting
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the working file for writing, making it if there is none.

    What a killed run left is put right first; a file that cannot be read is set aside, since all
    of it can be made anew. Hold the run lock.

    After a write that the disk refused, DuckDB 2.0 may keep an index that contradicts its table
    (seen on a full disk), so the file is not used again.
    """
    project.working.parent.mkdir(parents=True, exist_ok=True)
    tidy(project)
    opened = _connected(project, say)
    try:
        with opened as connection:
            connection.execute("set timezone = 'UTC'")
            prepare(connection)
            yield connection
    except (duckdb.Error, OSError) as error:
        if storage_fault(error, project):
            discard(project)
        raise


def _connected(project: Project, say: Callable[[str], None]) -> duckdb.DuckDBPyConnection:
    try:
        return duckdb.connect(str(project.working), config=STORAGE)
    except duckdb.Error as error:
        if not is_damaged(error):
            raise
        aside = project.shown(set_aside(project))
        say(f"the working file could not be read and is now {aside}; it is made anew ({error})")
        return duckdb.connect(str(project.working), config=STORAGE)
