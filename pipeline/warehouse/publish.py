"""Give readers the whole warehouse at once, or not at all."""

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import duckdb

from pipeline.project.paths import Project
from pipeline.project.whole_files import copy_to_disk, log_of, put_in_place
from pipeline.tables.records import releases_in_order
from pipeline.tables.sql.own_file import forget_mark, mark_release
from pipeline.tables.table import Table
from pipeline.warehouse.compare.moved import moves
from pipeline.warehouse.recovery import PART, forget_unpublished
from pipeline.warehouse.releases import (
    DamagedRelease,
    Moves,
    Release,
    kept_in_order,
    live_release,
    read_release,
)
from pipeline.warehouse.staleness import drop_orphans, stale_tables
from pipeline.warehouse.used_blocks import copy_used_blocks


class InconsistentWarehouse(Exception):
    """Some tables are older than what they are made from, so nothing was published."""


class NotApproved(Exception):
    """Whoever was asked did not want to publish what moved; the message says what did."""


def publish(
    connection: duckdb.DuckDBPyConnection,
    project: Project,
    tables: Sequence[Table],
    run_id: str,
    approve: Callable[[Moves], bool] = lambda _: True,
) -> Release:
    """Copy the working file to where readers open it, in one atomic step.

    ``approve`` is asked only where something moved by more than facts, or a name is lost.

    Raises:
        InconsistentWarehouse: if any table is stale; the message names each and says why.
        NotApproved: if ``approve`` says no.
        OSError: if the disk refuses; the last release stays.
        ValueError: if ``NEOCLOUD_RELEASES_KEPT`` is no number.
    """
    releases_kept()  # a wrong setting is refused before anything is done
    if stale := stale_tables(connection, tables):
        reasons = "\n".join(f"  {name} {why}" for name, why in stale.items())
        raise InconsistentWarehouse(
            f"nothing was published: {len(stale)} of {len(tables)} tables are not current\n"
            f"{reasons}\nremedy: neocloud build"
        )
    forget_unpublished(connection, project)
    dropped = drop_orphans(connection, tables)
    release_id = _record(connection, run_id, _next_number(connection, project))
    copy = project.unpublished
    kept = project.kept_release(release_id)
    try:
        _bind_macros(connection, tables, release_id)
        copy_used_blocks(connection, project.working, copy)
        release = _verified(copy, release_id)
        moved = _moved(project, copy, tables)
        if moved and not approve(moved):
            raise NotApproved(_refusal(moved))
        project.releases.mkdir(parents=True, exist_ok=True)
        copy_to_disk(copy, kept.with_suffix(PART))
        put_in_place(copy, project.published)
    except BaseException:
        _take_back(connection, release_id, copy, log_of(copy), kept.with_suffix(PART))
        raise
    # Readers see it now. Should the process die here, the next run finishes what follows.
    kept.with_suffix(PART).replace(kept)
    for old in kept_in_order(project)[: -releases_kept()]:
        old.unlink()
    return replace(release, path=project.published, dropped=tuple(dropped), moves=moved)


def releases_kept() -> int:
    """Return how many releases are kept: ``NEOCLOUD_RELEASES_KEPT``, by default 5.

    Raises:
        ValueError: if that is no whole number of at least 1.
    """
    text = os.environ.get("NEOCLOUD_RELEASES_KEPT", "5")
    if not text.isdecimal() or int(text) < 1:
        raise ValueError(f"NEOCLOUD_RELEASES_KEPT must be a whole number from 1, not {text!r}")
    return int(text)


def _refusal(moved: Moves) -> str:
    lost = "".join(f"\n  {name} is gone" for name in moved.lost)
    figures = "".join(f"\n  {figure}" for figure in moved.figures)
    keep = "; keep a name for a release, its comment beginning with Deprecated" if lost else ""
    return (
        f"nothing was published: it is not facts alone that changed, and{lost}{figures}\n"
        f"remedy: if that is meant, neocloud build --yes{keep}"
    )


def _moved(project: Project, copy: Path, tables: Sequence[Table]) -> Moves:
    """Return what readers would see move; nothing if there is no release that can be read."""
    kept = project.kept_release(live_release(project) or "")
    earlier = kept if kept.exists() else project.published  # which somebody may have written to
    try:
        return moves(earlier, copy, tables) if earlier.exists() else Moves()
    except duckdb.Error:
        return Moves()


def _bind_macros(
    connection: duckdb.DuckDBPyConnection, tables: Sequence[Table], release_id: str
) -> None:
    """Let every macro answer from the file of this release only."""
    connection.begin()
    try:
        mark_release(connection, release_id)
        for table in tables:
            table.create_macros(connection)
    except BaseException:
        connection.rollback()
        forget_mark(connection)
        raise
    connection.commit()


def _take_back(connection: duckdb.DuckDBPyConnection, release_id: str, *files: Path) -> None:
    """Undo a release that readers did not get; what the disk refuses now, the next run does."""
    for file in files:
        with suppress(OSError):
            file.unlink(missing_ok=True)
    with suppress(duckdb.Error):
        connection.execute("delete from meta.releases where release_id = $1", [release_id])


def _next_number(connection: duckdb.DuckDBPyConnection, project: Project) -> int:
    """Return the number after those of all releases that anybody can still see.

    The working file alone does not know them all: it may have been made anew.
    """
    recorded = [release["release_number"] for release in releases_in_order(connection)]
    for file in (project.published, *project.kept_releases()):
        with suppress(DamagedRelease):
            recorded.append(read_release(file).release_number)
    return max(recorded, default=0) + 1


def _record(connection: duckdb.DuckDBPyConnection, run_id: str, number: int) -> str:
    """Record the release that the working file is about to be; return its id."""
    versions, table_count, row_count = connection.execute(
        "select string_agg(data_version order by table_name), count(row_count), sum(row_count)"
        " from meta.builds"
    ).fetchone() or ("", 0, 0)
    now = datetime.now(UTC)
    release_id = f"{now:%Y%m%dT%H%M%S.%fZ}-{sha256(versions.encode()).hexdigest()[:8]}"
    connection.execute(
        "insert into meta.releases values ($1, $2, $3, $4, $5, $6)",
        [release_id, run_id, now, table_count, row_count, number],
    )
    return release_id


def _verified(copy: Path, release_id: str) -> Release:
    """Open the copy as a reader will, and return the release that it must say it is."""
    try:
        release = read_release(copy)
    except DamagedRelease as error:
        raise OSError(f"{error}; build again") from error
    if release.release_id != release_id:
        raise OSError(f"the copy at {copy} does not hold release {release_id}; build again")
    return release
