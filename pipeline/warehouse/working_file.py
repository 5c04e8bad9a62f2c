"""The working file that runs write: opened, made anew, or set aside."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from pipeline.project.paths import Project
from pipeline.project.queries import Setting, opened
from pipeline.project.storage_faults import is_damaged
from pipeline.project.whole_files import log_of
from pipeline.warehouse.build import prepare
from pipeline.warehouse.progress import report_waiting
from pipeline.warehouse.recovery import tidy

# DuckDB from 1.2 on, which most BI tools, drivers and notebooks embed, can open the file too, which
# it cannot with 2.0's default; with small blocks a warehouse of many small tables is a tenth of the
# size, and on tables of thousands of rows a second thread costs a tenth more work, saves no time.
STORAGE: dict[str, Setting] = {
    "storage_compatibility_version": "v1.2.0",
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
    """
    project.working.parent.mkdir(parents=True, exist_ok=True)
    tidy(project)
    with _connected(project, say) as connection:
        prepare(connection)
        yield connection


def _connected(project: Project, say: Callable[[str], None]) -> duckdb.DuckDBPyConnection:
    try:
        connection = opened(project.working, STORAGE)
    except duckdb.Error as error:
        if not is_damaged(error):
            raise
        aside = project.shown(set_aside(project))
        say(f"the working file could not be read and is now {aside}; it is made anew ({error})")
        return opened(project.working, STORAGE)
    if storage_version(connection) == STORAGE["storage_compatibility_version"]:
        return connection
    # A file keeps the format it was made with, whatever is asked of it afterwards.
    connection.close()
    project.working.unlink()
    say("the working file is in another storage format than new ones; it is made anew")
    return opened(project.working, STORAGE)


def storage_version(connection: duckdb.DuckDBPyConnection) -> str:
    """Return the oldest DuckDB that can open the file of the connection, such as ``v1.2.0``."""
    ask = """
        select tags['storage_version'] from duckdb_databases()
        where database_name = current_database()
    """
    (stated,) = connection.execute(ask).fetchone() or ("",)
    return str(stated).removesuffix("+")


def set_aside(project: Project) -> Path:
    """Move a working file that cannot be read out of the way, and return where it is now."""
    damaged = project.working.with_name(f"damaged-{time.time_ns()}.duckdb")
    log_of(project.working).unlink(missing_ok=True)
    return project.working.replace(damaged)
