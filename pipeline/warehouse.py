"""The working file that runs write, and the run that holds it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import dagster as dg
import duckdb
from pydantic import PrivateAttr

from pipeline.builds import prepare
from pipeline.paths import Project
from pipeline.progress import report_waiting
from pipeline.run_lock import run_lock

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

    @property
    def project(self) -> Project:
        """Return the folders of the project."""
        return Project(Path(self.root), Path(self.data))

    @property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """Return the run's connection to the working file."""
        return self._connection

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator["Warehouse"]:
        """Take the run lock, open the working file, and close both when the run ends."""

        def say(message: str) -> None:
            report_waiting(message)
            if context.log:
                context.log.warning(message)

        lock = run_lock(self.project.run_lock, context.run_id or "no run", say)
        with lock, open_working(self.project) as connection:
            self._connection = connection
            yield self


@contextmanager
def open_working(project: Project) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the working file for writing, making it if there is none."""
    project.working.parent.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(str(project.working), config=STORAGE) as connection:
        connection.execute("set timezone = 'UTC'")
        prepare(connection)
        yield connection
