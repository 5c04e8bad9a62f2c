"""Write what the documents say of every table: its columns, its key, how it comes about."""

import re
from functools import cache

import duckdb

from pipeline.project.layers import BY_NAME, SCHEMAS, Schema
from pipeline.project.paths import current_project
from pipeline.readers import markdown
from pipeline.readers.documents import published
from pipeline.schemas.units import is_number, unit_of
from pipeline.tables.sql.known_by import SUFFIX
from pipeline.tables.table import Table
from pipeline.warehouse.catalog import project_tables

COLUMNS = """
select column_name, lower(data_type), comment
from duckdb_columns()
where schema_name || '.' || table_name = $1
order by column_index
"""


def data_dictionary(schema: str) -> str:
    """Return every table of a schema with its key and columns, from the file's own comments."""
    connection = published()
    entries = "\n".join(_entry(connection, table) for table in _tables() if table.schema == schema)
    return f"{BY_NAME[schema].about}.\n\n{entries}"


def table_index() -> str:
    """Return the schemas, each with its tables and what a row of them is."""
    tables = _tables()
    return "\n".join(_index_of(schema, tables) for schema in SCHEMAS)


def _index_of(schema: Schema, tables: list[Table]) -> str:
    page = f"tables/{schema.name}.md"
    rows = [
        (f"[{_heading(table).split('(')[0]}]({page}#{_anchor(table)})", table.about)
        for table in tables
        if table.schema == schema.name
    ]
    grid = markdown.table(["table", "what it gives"], rows)
    return f"## [{schema.name}]({page})\n\n{schema.about}.\n\n{grid}\n"


@cache
def _tables() -> list[Table]:
    """Return all tables in order; the process that writes documents changes no file of them."""
    return sorted(project_tables(current_project()), key=lambda table: table.name)


def _anchor(table: Table) -> str:
    """Return the anchor that GitHub gives a table's heading."""
    return re.sub(r"[^\w -]", "", _heading(table).lower()).replace(" ", "-")


def _heading(table: Table) -> str:
    """Return a table's name, or a macro as it is called."""
    if table.has_rows:
        return table.name
    called = (table.statement() or "").split("macro ", 1)[1].split(") as")[0]
    return f"{' '.join(called.split())})"


def _entry(connection: duckdb.DuckDBPyConnection, table: Table) -> str:
    if not table.has_rows:
        return f"## {_heading(table)}\n\n{table.about}\n"
    columns = connection.execute(COLUMNS, [table.name]).fetchall()
    grid = markdown.table(
        ["column", "type", "unit", "meaning"],
        [
            (f"`{name}`", kind, unit_of(name) if is_number(kind) else None, meaning)
            for name, kind, meaning in columns
        ],
    )
    known = f" As known on a day: `from {table.name}{SUFFIX}('2023-06-20')`."
    past = known if BY_NAME[table.schema].has_known_by else ""
    return f"## {_heading(table)}\n\n{table.about} Key: {_key(table)}.{past}\n\n{grid}\n"


def methods(schema: str) -> str:
    """Return how each table of a schema comes about, from the headers of the SQL files."""
    return "\n".join(_method(table) for table in _tables() if table.schema == schema)


def _method(table: Table) -> str:
    heading = f"#### `{_heading(table)}`"
    key = f" Key: {_key(table)}." if table.key else ""
    return "\n\n".join([heading, f"{table.about}{key}", *table.notes]) + "\n"


def _key(table: Table) -> str:
    return ", ".join(f"`{name}`" for name in table.key)
