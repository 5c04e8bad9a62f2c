"""Build everything into a file of its own, beside whatever is published."""

from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb

from pipeline.project.bad_input import BadInput
from pipeline.project.queries import opened
from pipeline.project.storage_faults import is_full
from pipeline.tables.table import Table
from pipeline.warehouse.build import build, prepare
from pipeline.warehouse.working_file import STORAGE


class CannotRebuild(Exception):
    """The files on disk do not make a warehouse; the message says why."""


class NoRoom(Exception):
    """The file cannot be written for want of room; the message says where."""


def rebuild(path: Path, tables: Sequence[Table], threads: int, done: Callable[[str], None]) -> None:
    """Build every table into a new file at ``path``; call ``done`` after each.

    Raises:
        CannotRebuild: if a seed, a statement or a check is at fault.
        NoRoom: if the disk of ``path`` is full; no file of the project is at fault.
    """
    try:
        with opened(path, STORAGE | {"threads": threads}) as connection:
            prepare(connection)
            for table in tables:
                _build(connection, table)
                done(table.name)
            connection.execute("checkpoint")  # closing would keep a full disk to itself
    except (duckdb.Error, OSError, CannotRebuild) as error:
        if is_full(error):
            raise NoRoom(
                f"the disk of {path.parent} is full; free some space there, or name another folder"
                " with TMPDIR"
            ) from error
        raise


def _build(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    try:
        result = build(connection, table, "neocloud verify")
    except (BadInput, duckdb.Error) as error:
        raise CannotRebuild(f"{table.name} failed\n{error}") from error
    if result.broken:
        broken = "\n".join(map(str, result.broken))
        raise CannotRebuild(f"{table.name} failed\n{broken}")
