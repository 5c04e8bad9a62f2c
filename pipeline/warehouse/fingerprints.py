"""What a warehouse holds, in a form in which two of them can be compared exactly.

The hash of a table's rows is the SHA-256 of the sorted SHA-256 of its rows. Sorted, because rows
have no order; not added up or xor-ed, because there doubled rows cancel out; and not taken in the
order of the key, because in a damaged file the key may not hold. A row is hashed as the list of
its values as text: DuckDB writes a double with the digits that read back to the same bits.
"""

import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipeline.project.queries import quoted, quoted_column, quoted_name
from pipeline.tables.record_tables import VARYING_COLUMNS
from pipeline.tables.sql.own_file import IS_MARK, unbound

TABLES = """
select
    schema_name || '.' || table_name as name,
    sql as definition,
    to_json([coalesce(comment, '')] || (
        select list(concat_ws(': ', column_name, comment) order by column_index)
        from duckdb_columns() as columns
        where columns.database_name = tables.database_name and columns.table_oid = tables.table_oid
    )) as meaning,
    (
        select list(column_name order by column_index)
        from duckdb_columns() as columns
        where columns.database_name = tables.database_name and columns.table_oid = tables.table_oid
    ) as column_names
from duckdb_tables() as tables
where database_name = $database and not temporary
order by name
"""
MACROS = """
select if(schema_name = 'main', '', schema_name || '.') || function_name as name, comment
from duckdb_functions()
where database_name = $database and function_type in ('macro', 'table_macro') and not internal
"""
VIEWS = """
select schema_name || '.' || view_name, sql, comment
from duckdb_views() where database_name = $database and not internal and not temporary
"""
ROWS = """
select sha256(coalesce(string_agg(row_hash order by row_hash), ''))
from (select sha256(to_json([{texts}])) as row_hash from {database}.{table})
"""
MACRO = re.compile(r"^create macro ((?:\"?\w+\"?\.)?\"?\w+\"?) ?\(", re.IGNORECASE)


@dataclass(frozen=True)
class Content:
    """What one table, view or macro is: its statement, its comments, and the hash of its rows."""

    definition: str
    meaning: str
    rows: str | None = None


def contents(connection: duckdb.DuckDBPyConnection, database: str) -> dict[str, Content]:
    """Return what is in an attached warehouse, by name; reads every row of it."""
    found = {
        f"macro {name}": Content(definition, meaning)
        for name, (definition, meaning) in _macros(connection, database).items()
    }
    for name, definition, comment in connection.execute(VIEWS, {"database": database}).fetchall():
        found[f"view {name}"] = Content(definition, comment or "")
    tables = connection.execute(TABLES, {"database": database}).fetchall()
    for name, definition, meaning, columns in tables:
        texts = [
            f"cast({quoted_column(column)} as varchar)"
            for column in columns
            if column not in VARYING_COLUMNS.get(name, ())
        ]
        rows = _rows(connection, database, name, texts) if texts else None
        found[name] = Content(definition, meaning, rows)
    return found


def _rows(
    connection: duckdb.DuckDBPyConnection, database: str, table: str, texts: list[str]
) -> str:
    sql = ROWS.format(texts=", ".join(texts), database=database, table=quoted_name(table))
    (found,) = connection.execute(sql).fetchone() or ("",)
    return found


def _macros(connection: duckdb.DuckDBPyConnection, database: str) -> Mapping[str, tuple[str, str]]:
    """Return each macro's statement, as it would be in any file, and comment.

    The catalogue shows no default values of parameters; only an export of the schema does.
    """
    comments = dict(connection.execute(MACROS, {"database": database}).fetchall())
    with tempfile.TemporaryDirectory() as folder:
        connection.execute("attach ':memory:' as bare")
        connection.execute(f"copy from database {database} to bare (schema)")
        connection.execute(f"export database bare to {quoted(folder)}")
        connection.execute("detach bare")
        text = (Path(folder) / "schema.sql").read_text(encoding="utf-8")
    statements = [part.query.strip() for part in connection.extract_statements(text)]
    named = {
        found[1].replace('"', ""): statement
        for statement in statements
        if (found := MACRO.match(statement))
    }
    mark = next(filter(IS_MARK.fullmatch, comments), "")
    return {
        name: (unbound(named.get(name, ""), mark), comment or "")
        for name, comment in comments.items()
        if not IS_MARK.fullmatch(name)
    }
