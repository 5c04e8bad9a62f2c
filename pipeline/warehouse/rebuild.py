"""Build everything into a file of its own, beside whatever is published."""

from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb

from pipeline.project.queries import opened
from pipeline.tables.seeds.csv_files import SeedError
from pipeline.tables.table import Table
from pipeline.warehouse.build import build, prepare
from pipeline.warehouse.working_file import STORAGE


class CannotRebuild(Exception):
    """The files on disk do not make a warehouse; the message says why."""


def rebuild(path: Path, tables: Sequence[Table], threads: int, done: Callable[[str], None]) -> None:
    """Build every table into a new file at ``path``; call ``done`` after each.

    Raises:
        CannotRebuild: if a seed, a statement or a check is at fault.
    """
    with opened(path, STORAGE | {"threads": threads}) as connection:
        prepare(connection)
        for table in tables:
            try:
                result = build(connection, table, "neocloud verify")
            except (SeedError, duckdb.Error) as error:
                raise CannotRebuild(f"{table.name} failed\n{error}") from error
            if result.broken:
                broken = "\n".join(map(str, result.broken))
                raise CannotRebuild(f"{table.name} failed\n{broken}")
            done(table.name)
