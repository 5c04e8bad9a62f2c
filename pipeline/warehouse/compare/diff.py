"""What changed from one warehouse to another, by key: rows, values, columns, tables, macros.

Both files are attached to one connection, as ``earlier`` and ``later``; what changed between them
goes into its temporary table ``changes``, one row per change.
"""

from collections.abc import Mapping, Sequence

import duckdb

from pipeline.project.queries import quoted
from pipeline.tables.record_tables import VARYING_COLUMNS
from pipeline.warehouse.compare.diff_sql import (
    COLUMNS,
    TABLE_COMMENT,
    TYPES,
    values_changed,
    whole_rows_changed,
)
from pipeline.warehouse.compare.keys import shared_key
from pipeline.warehouse.fingerprints import Content, contents

# In the order in which they are shown.
KINDS = (
    "table added",
    "table removed",
    "table changed",
    "column added",
    "column removed",
    "type changed",
    "comment changed",
    "row added",
    "row removed",
    "value changed",
    "macro added",
    "macro removed",
    "macro changed",
    "view added",
    "view removed",
    "view changed",
)
CHANGES = f"""
create or replace temp table changes (
    table_name varchar not null,
    change enum ({", ".join(map(quoted, KINDS))}) not null,
    row_key json,
    column_name varchar,
    old_value varchar,
    new_value varchar
)
"""


def compare(
    connection: duckdb.DuckDBPyConnection, only: Sequence[str] = (), exact: bool = False
) -> list[str]:
    """Fill ``changes`` and return the tables that have no key to tell their rows apart by.

    ``only`` limits it to some tables. Build times and records (``meta``), comments, and another
    writing of an equal value (1 and 1.0) count only if ``exact``.
    """
    connection.execute(CHANGES)
    earlier, later = (contents(connection, database) for database in ("earlier", "later"))
    keyless = []
    for name in sorted(earlier.keys() | later.keys()):
        is_wanted = name in only if only else exact or not name.startswith("meta.")
        if not is_wanted or earlier.get(name) == later.get(name):
            continue
        if " " in name or name not in earlier or name not in later:
            _record_whole(connection, name, earlier, later, exact)
            continue
        if exact:
            _compare_descriptions(connection, name, earlier[name], later[name])
        if not _compare_table(connection, name, exact):
            keyless.append(name)
    return keyless


def _record_whole(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    earlier: Mapping[str, Content],
    later: Mapping[str, Content],
    exact: bool,
) -> None:
    """Record a table that is only in one file, or a macro or view that differs."""
    kind = name.split(" ")[0] if " " in name else "table"
    old, new = (found[name].definition if name in found else None for found in (earlier, later))
    verb = "added" if name not in earlier else "removed" if name not in later else "changed"
    change = f"{kind} {verb}"
    if old == new:
        if not exact:
            return
        change, old, new = "comment changed", earlier[name].meaning, later[name].meaning
    connection.execute(
        "insert into changes values ($1, $2, null, null, $3, $4)",
        [name.removeprefix(f"{kind} "), change, old, new],
    )


def _compare_descriptions(
    connection: duckdb.DuckDBPyConnection, table: str, old: Content, new: Content
) -> None:
    """Record how the statement and the comment of a table differ."""
    if old.definition != new.definition:
        connection.execute(
            "insert into changes values ($1, 'table changed', null, null, $2, $3)",
            [table, old.definition, new.definition],
        )
    connection.execute(TABLE_COMMENT, {"table": table})


def _compare_table(connection: duckdb.DuckDBPyConnection, table: str, exact: bool) -> bool:
    """Record how a table that is in both files differs; return whether it has a key."""
    connection.execute(COLUMNS, {"table": table, "with_comments": exact})
    earlier, later = (_types(connection, database, table) for database in ("earlier", "later"))
    key = shared_key(connection, table, earlier.keys() & later.keys())
    if key:
        connection.execute(values_changed(table, key, earlier, later, exact))
    else:
        connection.execute(whole_rows_changed(table, [n for n in later if n in earlier]))
    return bool(key)


def _types(connection: duckdb.DuckDBPyConnection, database: str, table: str) -> dict[str, str]:
    """Return the type of each column that is the same in every build of the same files."""
    found = connection.execute(TYPES, {"database": database, "table": table}).fetchall()
    return {name: kind for name, kind in found if name not in VARYING_COLUMNS.get(table, ())}
