"""Read the published file: any query, but nothing else."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb

from pipeline.paths import Project


class NoWarehouse(Exception):
    """There is no published file to read."""


@contextmanager
def open_published(
    project: Project, writable: Sequence[Path] = ()
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the published file for a reader who is not trusted.

    The reader may run any query, but reach no file (other than to write a result to one of
    ``writable``) and no network, change nothing, and not undo these settings.

    Raises:
        NoWarehouse: if nothing was published yet.
    """
    if not project.published.exists():
        shown = project.shown(project.published)
        raise NoWarehouse(f"there is no {shown} yet; make it with: neocloud build")
    with duckdb.connect(str(project.published), read_only=True) as connection:
        connection.execute("set allowed_paths = $paths", {"paths": [str(p) for p in writable]})
        connection.execute("set enable_external_access = false")
        connection.execute("set lock_configuration = true")
        yield connection
