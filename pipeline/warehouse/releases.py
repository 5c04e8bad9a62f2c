"""The releases that are kept, and what a file says of itself."""

from dataclasses import dataclass
from datetime import datetime
from filecmp import cmp
from functools import lru_cache
from pathlib import Path

import duckdb

from pipeline.project.paths import Project, release_id_of
from pipeline.tables.records import releases_in_order
from pipeline.warehouse.attached import attached

# What to say where a release goes by a word and there is none.
NOT_YET = {
    "latest": "nothing is published yet; make a release with: neocloud build",
    "previous": (
        "no release came before the one that readers see; change a file and run neocloud build,"
        " or name two: neocloud releases lists those that are kept"
    ),
}


class NoRelease(Exception):
    """There is no such release, or its name fits several."""


class DamagedRelease(Exception):
    """A file is no whole warehouse; the message says why."""


@dataclass(frozen=True)
class Moves:
    """What moved between two releases, and not by facts alone.

    Attributes:
        figures: One line per table and column, with how many values moved and which the most.
        lost: Names of the earlier release that the later has no more, and that were not deprecated.
    """

    figures: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Return whether there is anything to tell."""
        return bool(self.figures or self.lost)


@dataclass(frozen=True)
class Release:
    """A published warehouse, as its file tells of it.

    ``dropped`` are the tables and macros that publishing it took out: no file makes them any more;
    ``moves`` is what publishing it moved, and not by facts alone.
    """

    release_id: str
    release_number: int
    published_at: datetime
    table_count: int
    row_count: int
    byte_count: int
    path: Path
    dropped: tuple[str, ...] = ()
    moves: Moves = Moves()


def read_release(path: Path) -> Release:
    """Return what a file says of itself.

    Raises:
        DamagedRelease: if it is no file of a published warehouse.
    """
    try:
        state = path.stat()
    except OSError as error:
        raise DamagedRelease(f"{path} is no warehouse: {error.strerror}") from None
    return _read(path, state.st_ino, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=64)
def _read(path: Path, inode: int, changed_at: int, byte_count: int) -> Release:
    """Read a file once for each state of it: to open one takes 35 ms, and each publishing asks all.

    A damaged one is asked again.
    """
    try:
        with attached(warehouse=path) as connection:
            found = releases_in_order(connection, "warehouse.meta")
    except duckdb.Error as error:
        raise DamagedRelease(f"{path} is no warehouse: {error}") from None
    if not found:
        raise DamagedRelease(f"{path} was never published")
    last = found[-1]
    return Release(
        last["release_id"],
        last.get("release_number") or 0,
        last["published_at"],
        last["table_count"],
        last["row_count"],
        byte_count,
        path,
    )


def live_release(project: Project) -> str | None:
    """Return the release that readers see; none if there is no whole published file."""
    live = _readable(project.published)
    return live.release_id if live else None


def is_as_kept(project: Project) -> bool | None:
    """Return whether the published file is what was published, by its kept copy; none without."""
    kept = project.kept_release(live_release(project) or "")
    return cmp(kept, project.published, shallow=False) if kept.exists() else None


def kept_in_order(project: Project) -> list[Path]:
    """Return the files of the kept releases as they were published; damaged ones come first.

    Their names begin with a time, and the clock may have been wrong.
    """
    return sorted(project.kept_releases(), key=lambda path: _order(_readable(path)))


def _readable(path: Path) -> Release | None:
    try:
        return read_release(path)
    except DamagedRelease:
        return None


def _order(release: Release | None) -> tuple[int, str]:
    return (release.release_number, release.release_id) if release else (-1, "")


def find_release(project: Project, name: str) -> Path:
    """Return the file of a release: ``latest``, ``previous``, an id or its start, or a path.

    Raises:
        NoRelease: if there is none, or several begin so.
    """
    kept = kept_in_order(project)
    if name == "latest":
        found = [project.published] if project.published.exists() else []
    elif name == "previous":
        live = _readable(project.published)
        found = [path for path in kept if live and _order(_readable(path)) < _order(live)][-1:]
    elif Path(name).is_file():
        found = [Path(name).resolve()]
    else:
        found = [path for path in kept if release_id_of(path).startswith(name)]
    if len(found) == 1:
        return found[0]
    if name in NOT_YET:
        raise NoRelease(NOT_YET[name])
    fitting = "".join(f"\n  {release_id_of(path)}" for path in found or kept) or "\n  none"
    problem = "fits several releases" if found else "is no kept release and no file"
    raise NoRelease(f"{name!r} {problem}; kept are:{fitting}")
