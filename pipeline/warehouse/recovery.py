"""Put right what a killed run left behind, so that nobody has to.

Only the run that holds the lock may call these.
"""

from contextlib import suppress
from pathlib import Path

import duckdb

from pipeline.project.paths import Project, release_id_of
from pipeline.project.queries import opened
from pipeline.tables.records import releases_in_order

PART = ".part"


def tidy(project: Project) -> None:
    """Delete half-made copies, and finish keeping a release that readers already see.

    The release is copied aside before readers get it and renamed after, so a copy whose release
    is the published one is whole. One that is kept under an older name gets its own.
    """
    for copy in project.data.glob(f".{project.published.name}.*"):
        copy.unlink()
    live = release_ids(project.published)[-1:]
    for part in project.releases.glob(f"*{PART}"):
        if [release_id_of(part)] == live and release_ids(part)[-1:] == live:
            part.replace(part.with_suffix(".duckdb"))
        else:
            part.unlink()
    for kept in project.kept_releases():
        kept.replace(project.kept_release(release_id_of(kept)))


def release_ids(file: Path) -> list[str]:
    """Return the releases that a file says it holds, the last being itself; none if unreadable."""
    if not file.exists():
        return []
    with suppress(duckdb.Error), opened(file, read_only=True) as connection:
        return [release["release_id"] for release in releases_in_order(connection)]
    return []


def forget_unpublished(connection: duckdb.DuckDBPyConnection, project: Project) -> None:
    """Forget the releases that a killed run recorded and readers never got."""
    seen = {*release_ids(project.published), *map(release_id_of, project.kept_releases())}
    connection.execute(
        "delete from meta.releases where not list_contains($1, release_id)", [sorted(seen)]
    )
