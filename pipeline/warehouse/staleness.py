"""What in the working file is not what a build would now make, or what no file makes any more."""

from collections.abc import Sequence

import duckdb

from pipeline.project.layers import MACROS
from pipeline.project.queries import quoted_name
from pipeline.tables.record_tables import RECORD_MEANINGS
from pipeline.tables.sql.known_by import SUFFIX
from pipeline.tables.table import Table
from pipeline.warehouse.program import program_version

# How the reason begins where a table only follows another.
FOLLOWS = "was built from an older"


def stale_tables(connection: duckdb.DuckDBPyConnection, tables: Sequence[Table]) -> dict[str, str]:
    """Return the tables that are not what a build would now make, and why."""
    built = {
        name: (program, code, data, inputs)
        for name, program, code, data, inputs in connection.execute(
            "select table_name, program_version, code_version, data_version, input_versions"
            " from meta.builds"
        ).fetchall()
    }
    stale: dict[str, str] = {}
    for table in tables:
        if table.name not in built:
            stale[table.name] = "was never built"
            continue
        program, code, _, inputs = built[table.name]
        if program != program_version():
            stale[table.name] = "was built by another version of neocloud or of DuckDB"
            continue
        if code != table.version():
            stale[table.name] = f"its file {table.path.name} changed since it was built"
            continue
        if gone := sorted(inputs.keys() - {*table.reads}):
            stale[table.name] = f"was built from {', '.join(gone)}, which it reads no more"
            continue
        old = [name for name in table.reads if name in stale]
        changed = [n for n in table.reads if n in built and inputs.get(n) != built[n][2]]
        if waiting := sorted({*old, *changed}):
            stale[table.name] = f"{FOLLOWS} {', '.join(waiting)}"
    return stale


def orphans(connection: duckdb.DuckDBPyConnection, tables: Sequence[Table]) -> list[str]:
    """Return the tables and macros that no file makes any more, or ever made."""
    known = {table.name for table in tables} | RECORD_MEANINGS.keys()
    there = connection.execute(
        "select table_name from meta.builds"
        " union select schema_name || '.' || table_name from duckdb_tables() where not internal"
        " order by 1"
    ).fetchall()
    return [name for (name,) in there if name not in known]


def drop_orphans(connection: duckdb.DuckDBPyConnection, tables: Sequence[Table]) -> list[str]:
    """Drop what ``orphans`` finds; return their names."""
    dropped = orphans(connection, tables)
    for name in dropped:
        schema, _, bare = name.partition(".")
        if schema == MACROS:
            connection.execute(f"drop macro if exists {quoted_name(bare)}")
            connection.execute(f"drop macro table if exists {quoted_name(bare)}")
        else:
            connection.execute(f"drop table if exists {quoted_name(name)}")
            connection.execute(f"drop macro table if exists {quoted_name(name + SUFFIX)}")
        connection.execute("delete from meta.builds where table_name = $1", [name])
        connection.execute("delete from meta.table_keys where table_name = $1", [name])
    return dropped
