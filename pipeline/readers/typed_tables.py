"""Any table of the published file as a typed SQLAlchemy table, where reflection cannot give it.

duckdb-engine 0.17 names tables, but its reflection of columns asks for a catalogue of PostgreSQL
that DuckDB does not have.
"""

import re

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Double,
    MetaData,
    Numeric,
    String,
    Table,
)
from sqlalchemy.types import NullType, TypeEngine
from sqlmodel import Session

from pipeline.readers.own_names import OWN_TABLES, resolved_table

COLUMNS = """
select columns.column_name, columns.data_type, columns.is_nullable, columns.comment,
    coalesce(list_contains(keys.key_columns, columns.column_name), false) as is_key
from duckdb_columns() as columns
left join meta.table_keys as keys
    on columns.schema_name || '.' || columns.table_name = keys.table_name
where columns.schema_name || '.' || columns.table_name = ?
order by columns.column_index
"""
TYPES: dict[str, TypeEngine] = {
    "BIGINT": BigInteger(),
    "BOOLEAN": Boolean(),
    "DATE": Date(),
    "DOUBLE": Double(),
    "HUGEINT": BigInteger(),
    "INTEGER": BigInteger(),
    "TIMESTAMP": DateTime(),
    "TIMESTAMP WITH TIME ZONE": DateTime(timezone=True),
    "VARCHAR": String(),
}


def typed_table(session: Session, name: str) -> Table:
    """Return the table ``schema.table``, or ``table`` where only one is called so, to select from.

    Its columns have the types, the meanings and the key that the file gives them; lists and maps
    come as Python's own.

    Raises:
        NoSuchTable: if there is none; the message names the nearest.
    """
    asked = session.connection().exec_driver_sql
    known = [table for table, *_ in asked(OWN_TABLES).fetchall()]
    schema, _, table = resolved_table(name, known).partition(".")
    columns = [
        Column(column, _type(kind), primary_key=is_key, nullable=nullable, comment=comment)
        for column, kind, nullable, comment, is_key in asked(
            COLUMNS, (f"{schema}.{table}",)
        ).fetchall()
    ]
    return Table(table, MetaData(), *columns, schema=schema)


def _type(kind: str) -> TypeEngine:
    """Return the type of a DuckDB type; none of SQLAlchemy's for a list or a map."""
    if found := re.fullmatch(r"DECIMAL\((\d+),(\d+)\)", kind):
        return Numeric(int(found[1]), int(found[2]))
    return TYPES.get(kind, NullType())
