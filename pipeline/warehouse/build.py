"""Build one table in one transaction, and remember what it was built from.

``meta.builds`` holds a row per table: who built it, from which code and which versions of its
inputs. A version is a hash of code and inputs, so the same inputs give the same version.
"""

import hashlib
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import duckdb

from pipeline.project.queries import quoted
from pipeline.tables.check import CheckOutcome, run_check
from pipeline.tables.record_tables import CREATE, RECORD_MEANINGS
from pipeline.tables.records import record_key
from pipeline.tables.sql.own_file import is_marked, mark_release
from pipeline.tables.table import Table
from pipeline.warehouse.program import program_version


@dataclass(frozen=True)
class BuildResult:
    """What building a table gave; a macro has no rows (None) and no columns.

    ``columns`` maps each column to its DuckDB type.
    """

    row_count: int | None
    columns: dict[str, str]
    seconds: float
    data_version: str
    outcomes: tuple[CheckOutcome, ...]

    @property
    def broken(self) -> tuple[CheckOutcome, ...]:
        """Return the checks that found rows; if any, nothing was kept."""
        return tuple(outcome for outcome in self.outcomes if not outcome.passed)


def prepare(connection: duckdb.DuckDBPyConnection) -> None:
    """Make sure that the records exist and explain themselves."""
    connection.execute(CREATE)
    if not is_marked(connection):
        mark_release(connection, "unpublished")
    for table, columns in RECORD_MEANINGS.items():
        _describe(connection, table, columns)


def build(connection: duckdb.DuckDBPyConnection, table: Table, run_id: str) -> BuildResult:
    """Make ``table``, check it and record it; keep the old one if anything is wrong.

    Raises:
        SeedError: if the seed file has faults.
        duckdb.Error: if DuckDB refuses the statement.
    """
    started = time.perf_counter()
    connection.begin()
    try:
        version = table.version()
        inputs = _versions(connection, table.reads)
        if table.has_rows:
            connection.execute(f"create schema if not exists {table.schema}")
        table.create(connection)
        row_count, columns = _document(connection, table) if table.has_rows else (None, {})
        outcomes = tuple(run_check(connection, check) for check in table.checks)
        data_version = _hash(version, *(f"{name}={inputs[name]}" for name in sorted(inputs)))
        seconds = time.perf_counter() - started
        result = BuildResult(row_count, columns, seconds, data_version, outcomes)
        if result.broken:
            connection.rollback()
            return result
        connection.execute(
            "insert or replace into meta.builds values ($1, $2, now(), $3, $4, $5, $6, $7, $8)",
            [
                table.name,
                run_id,
                seconds,
                row_count,
                version,
                data_version,
                inputs,
                program_version(),
            ],
        )
        if table.key:
            record_key(connection, table)
        connection.commit()
    except BaseException:
        connection.rollback()
        raise
    return result


def _hash(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _versions(connection: duckdb.DuckDBPyConnection, names: Sequence[str]) -> dict[str, str]:
    found = connection.execute(
        "select table_name, data_version from meta.builds where list_contains($1, table_name)",
        [list(names)],
    ).fetchall()
    return dict(found)


def _document(connection: duckdb.DuckDBPyConnection, table: Table) -> tuple[int, dict[str, str]]:
    """Write what the table and its columns mean into the warehouse; return rows and types."""
    connection.execute(f"comment on table {table.name} is {quoted(table.comment)}")
    _describe(connection, table.name, table.meanings())
    (row_count,) = connection.execute(f"select count(*) from {table.name}").fetchone() or (0,)
    described = connection.execute(f"describe {table.name}").fetchall()
    return row_count, {name: kind.lower() for name, kind, *_ in described}


def _describe(
    connection: duckdb.DuckDBPyConnection, table: str, meanings: Mapping[str, str]
) -> None:
    comments = (
        f"comment on column {table}.{column} is {quoted(meaning)}"
        for column, meaning in meanings.items()
    )
    connection.execute(";\n".join(comments) or "select 0")
