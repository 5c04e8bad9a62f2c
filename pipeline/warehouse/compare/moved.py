"""What readers of the last release would see move by more than facts, and what they would miss.

A seed that changes is a fact that changes. A figure that another formula, macro, program or DuckDB
gives may have moved by a mend, or by a slip: somebody must have seen it.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb

from pipeline.project.queries import rows
from pipeline.tables.seeds.tables import SeedTable
from pipeline.tables.sql.tables import SqlTable
from pipeline.tables.table import Table
from pipeline.warehouse.attached import attached
from pipeline.warehouse.compare.diff import compare
from pipeline.warehouse.releases import Moves

# A name may go once a release has said so: in the comment of its column, table or macro.
DEPRECATED = "Deprecated"
LOST = f"""
with
names as (
    select
        database_name, schema_name || '.' || table_name as name, 'column ' || column_name as what,
        comment
    from duckdb_columns() where not internal
    union all
    select database_name, schema_name || '.' || table_name, 'table', comment
    from duckdb_tables() where not temporary
    union all
    select distinct database_name, function_name, 'macro', comment
    from duckdb_functions()
    where
        function_type in ('macro', 'table_macro') and not internal
        and not contains(function_name, ' ')  -- the mark of a release, another in each
),
earlier as (
    from names where database_name = 'earlier' and name not like 'meta.%'
),
lost as (
    select earlier.* from earlier
    anti join (from names where database_name = 'later') as later
        on earlier.name = later.name and earlier.what = later.what
)
select name, what from lost
where
    not starts_with(coalesce(comment, ''), '{DEPRECATED}')
    -- A table takes its columns with it.
    and (what in ('table', 'macro') or name not in (select name from lost where what = 'table'))
order by all
"""
# Of each column the value that moved most, measured by its old value.
MOVED = """
with
sized as (
    select
        *,
        abs(try_cast(new_value as double) / nullif(try_cast(old_value as double), 0) - 1) as share
    from changes where change in ('value changed', 'row added', 'row removed', 'macro changed')
)
select
    table_name,
    if(change = 'value changed', column_name, change) as what,
    count(*) as change_count,
    arg_max(row_key, coalesce(share, -1)) as row_key,
    arg_max(coalesce(old_value, 'null'), coalesce(share, -1)) as old_value,
    arg_max(coalesce(new_value, 'null'), coalesce(share, -1)) as new_value
from sized
group by table_name, what, change
order by table_name, change, what
"""


def moves(earlier: Path, later: Path, tables: Sequence[Table]) -> Moves:
    """Return what moved from one release to another and not by facts alone, of ``tables``.

    Raises:
        duckdb.Error: if a file cannot be read.
    """
    with attached(earlier=earlier, later=later) as connection:
        lost = connection.execute(LOST).fetchall()
        figures: list[str] = []
        if changed := _changed_by_code(connection, tables):
            compare(connection, changed)
            figures = [_line(found) for found in rows(connection.execute(MOVED))]
        return Moves(tuple(figures), tuple(f"{name}: {what}" for name, what in lost))


def _changed_by_code(connection: duckdb.DuckDBPyConnection, tables: Sequence[Table]) -> list[str]:
    """Return what another file or program than before made, and the tables that read it.

    Whether seeds changed too does not matter: a new fact excuses no new formula.
    """
    earlier, later = (_versions(connection, name) for name in ("earlier", "later"))
    changed: set[str] = set()
    for table in tables:
        was, now = earlier.get(table.name), later.get(table.name)
        is_other = was and was != now and not isinstance(table, SeedTable)
        if is_other or changed.intersection(table.reads):
            changed.add(table.name)
    made = [table for table in tables if table.name in changed and table.name in earlier]
    # What reads the records of others tells of the code itself.
    counted = [t.name for t in made if isinstance(t, SqlTable) and not t.after]
    return counted + [f"macro {t.name.partition('.')[2]}" for t in made if not t.has_rows]


def _versions(
    connection: duckdb.DuckDBPyConnection, database: str
) -> dict[str, tuple[str, str | None]]:
    """Return, of each table and macro, the version of its file and of the program that made it."""
    builds = rows(connection.execute(f"from {database}.meta.builds"))
    # A release from before the program counted has no version of it.
    return {b["table_name"]: (b["code_version"], b.get("program_version")) for b in builds}


def _line(found: Mapping[str, str | int]) -> str:
    counted = f"{found['change_count']:,}"
    if found["what"] == "macro changed":
        return f"{found['table_name']}: the macro is another, so its answers may be (neocloud diff)"
    if str(found["what"]).startswith("row "):
        return f"{found['table_name']}: {counted} {str(found['what']).replace(' ', 's ')}"
    return (
        f"{found['table_name']}: {found['what']} moved in {counted} row"
        f"{'s' * (found['change_count'] != 1)}, the most from {found['old_value']}"
        f" to {found['new_value']}"
    )
