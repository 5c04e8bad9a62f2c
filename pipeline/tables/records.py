"""The ``meta`` schema: what the pipeline remembers about its own tables."""

from collections.abc import Iterable

import duckdb

from pipeline.project.queries import Row, rows
from pipeline.tables.table import Table

# What record_origins writes before the tables that read it are made.
READABLE_BY_AUDIT = ("meta.column_lineage", "meta.table_sources")

# A constant that the SQL itself writes is nobody's figure but our own choice.
CONSTANT = ("constant", "constant")
OWN_CHOICE = "neocloud_conventions"


def releases_in_order(connection: duckdb.DuckDBPyConnection, schema: str = "meta") -> list[Row]:
    """Return the records of releases in the order in which they were published, last one last.

    That of the names or times is another, once a clock was wrong. Files from before releases had
    a number are read as well.
    """
    return sorted(rows(connection.execute(f"from {schema}.releases")), key=release_order)


def release_order(release: Row) -> tuple[int, str]:
    """Return by what releases are put in order."""
    return release.get("release_number") or 0, release["release_id"]


def record_key(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    """Record by which columns the rows of ``table`` are told apart."""
    connection.execute(
        "insert or replace into meta.table_keys values ($1, $2)", [table.name, list(table.key)]
    )


def record_origins(connection: duckdb.DuckDBPyConnection, tables: Iterable[Table]) -> None:
    """Record where the columns of derived tables come from, and whom the rows of seeds cite."""
    connection.execute("delete from meta.column_lineage")
    connection.execute("delete from meta.table_sources")
    known = list(tables)
    steps = [
        (table.name, column, *origin)
        for table in known
        for column, origins in table.lineage().items()
        for origin in origins or [CONSTANT]
    ]
    connection.execute(
        "insert into meta.column_lineage select unnest($1), unnest($2), unnest($3), unnest($4)",
        [list(part) for part in zip(*steps, strict=True)],
    )
    citing = [
        f"select '{table.name}' as table_name, source_id, count(*) from {table.name} group by all"
        for table in known
        if table.cites
    ]
    citing.append(f"select '{CONSTANT[0]}', '{OWN_CHOICE}', 0")
    connection.execute("insert into meta.table_sources " + "\nunion all\n".join(citing))
