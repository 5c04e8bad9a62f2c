"""Put right what a killed run left behind, so that nobody has to.

Only the run that holds the lock may call these.
"""

import time
from contextlib import suppress
from pathlib import Path

import duckdb

from pipeline.project.paths import Project

PART = ".part"


def tidy(project: Project) -> None:
    """Delete half-made copies, and finish keeping a release that readers already see.

    The release is copied aside before readers get it and renamed after, so a copy whose release
    is the published one is whole.
    """
    for copy in project.data.glob(f".{project.published.name}.*"):
        copy.unlink()
    live = release_ids(project.published)[-1:]
    for part in project.releases.glob(f"*{PART}"):
        if [part.stem] == live and release_ids(part)[-1:] == live:
            part.replace(part.with_suffix(".duckdb"))
        else:
            part.unlink()


def release_ids(file: Path) -> list[str]:
    """Return the releases that a file says it holds, the last being itself; none if unreadable."""
    if not file.exists():
        return []
    with suppress(duckdb.Error), duckdb.connect(str(file), read_only=True) as connection:
        found = connection.execute("select release_id from meta.releases order by 1").fetchall()
        return [release_id for (release_id,) in found]
    return []


def forget_unpublished(connection: duckdb.DuckDBPyConnection, project: Project) -> None:
    """Forget the releases that a killed run recorded and readers never got."""
    seen = {*release_ids(project.published), *(kept.stem for kept in kept_releases(project))}
    connection.execute(
        "delete from meta.releases where not list_contains($1, release_id)", [sorted(seen)]
    )


def kept_releases(project: Project) -> list[Path]:
    """Return the files of the releases kept, oldest first."""
    return sorted(project.releases.glob("*.duckdb"))


def set_aside(project: Project) -> Path:
    """Move a working file that cannot be read out of the way, and return where it is now."""
    damaged = project.working.with_name(f"damaged-{time.time_ns()}.duckdb")
    _log(project.working).unlink(missing_ok=True)
    return project.working.replace(damaged)


def discard(project: Project) -> None:
    """Delete the working file: the next run makes all of it anew."""
    with suppress(OSError):
        _log(project.working).unlink(missing_ok=True)
        project.working.unlink(missing_ok=True)


def _log(file: Path) -> Path:
    return file.with_name(f"{file.name}.wal")
