"""The working file that runs write: opened, made anew, or set aside."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import duckdb

from pipeline.project.paths import Project
from pipeline.project.storage_faults import is_damaged, storage_fault
from pipeline.warehouse.build import prepare
from pipeline.warehouse.progress import report_waiting
from pipeline.warehouse.recovery import discard, set_aside, tidy

# DuckDB 1.x clients (most BI tools) can open the file too, which they cannot with 2.0's default;
# with small blocks a warehouse of many small tables is a tenth of the size, and on tables of
# thousands of rows a second thread costs a tenth more work and saves no time.
STORAGE: dict[str, str | bool | int | float | list[str]] = {
    "storage_compatibility_version": "v1.5.0",
    "default_block_size": "16384",
    "threads": 1,
}


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
