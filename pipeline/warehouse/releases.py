"""The releases that are kept, and what a file says of itself."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from pipeline.project.paths import Project
from pipeline.warehouse.attached import attached

LAST = "select * from {database}.meta.releases order by release_id desc limit 1"


class NoRelease(Exception):
    """There is no such release, or its name fits several."""


class DamagedRelease(Exception):
    """A file is no whole warehouse; the message says why."""


@dataclass(frozen=True)
class Release:
    """A published warehouse, as its file tells of it.

    ``dropped`` are the tables and macros that publishing it took out: no file makes them any more.
    """

    release_id: str
    published_at: datetime
    table_count: int
    row_count: int
    byte_count: int
    path: Path
    dropped: tuple[str, ...] = ()


def read_release(path: Path) -> Release:
    """Return what a file says of itself.

    Raises:
        DamagedRelease: if it is no file of a published warehouse.
    """
    try:
        with attached(warehouse=path) as connection:
            found = connection.execute(LAST.format(database="warehouse")).fetchone()
    except duckdb.Error as error:
        raise DamagedRelease(f"{path} is no warehouse: {error}") from None
    if not found:
        raise DamagedRelease(f"{path} was never published")
    release_id, _, published_at, table_count, row_count = found
    size = path.stat().st_size
    return Release(release_id, published_at, table_count, row_count, size, path)


def live_release(project: Project) -> str | None:
    """Return the release that readers see; none if there is no whole published file."""
    try:
        return read_release(project.published).release_id
    except DamagedRelease:
        return None


def find_release(project: Project, name: str) -> Path:
    """Return the file of a release: ``latest``, ``previous``, an id or its start, or a path.

    Raises:
        NoRelease: if there is none, or several begin so.
    """
    kept = project.kept_releases()
    if name == "latest":
        found = [project.published] if project.published.exists() else []
    elif name == "previous":
        live = live_release(project)
        found = [path for path in kept if live and path.stem < live][-1:]
    elif Path(name).is_file():
        found = [Path(name).resolve()]
    else:
        found = [path for path in kept if path.stem.startswith(name)]
    if len(found) == 1:
        return found[0]
    fitting = "".join(f"\n  {path.stem}" for path in found or kept) or "\n  none"
    problem = "fits several releases" if found else "is no kept release and no file"
    raise NoRelease(f"{name!r} {problem}; kept are:{fitting}")
