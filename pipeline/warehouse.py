"""The DuckDB files: the working file that runs write, and reading the published one."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import dagster as dg
import duckdb
from pydantic import PrivateAttr

from pipeline.builds import prepare
from pipeline.paths import Project
from pipeline.run_lock import run_lock

# Files that DuckDB 1.x clients (most BI tools) can open too; 2.0's own default they cannot.
STORAGE = {"storage_compatibility_version": "v1.5.0"}
# Readers are untrusted: no files, no network, no changing of these settings.
READER = {"enable_external_access": "false", "lock_configuration": "true"}


class NoWarehouse(Exception):
    """There is no published file to read."""


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
        run_id = context.run_id or "no run"
        say = context.log.warning if context.log else print
        with (
            run_lock(self.project.run_lock, run_id, say),
            open_working(self.project) as connection,
        ):
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


@contextmanager
def open_published(project: Project) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the published file for a reader who may run any query but touch nothing.

    Raises:
        NoWarehouse: if nothing was published yet.
    """
    if not project.published.exists():
        raise NoWarehouse(
            f"there is no {project.shown(project.published)} yet; make it with: neocloud build"
        )
    with duckdb.connect(str(project.published), read_only=True, config=READER) as connection:
        yield connection
