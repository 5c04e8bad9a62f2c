"""Describe a table's columns as the Table Schema standard does: types, units, limits, keys.

Everything is read out of the published file and the seed classes; nothing is declared here.
"""

from collections.abc import Sequence
from enum import Enum
from typing import Any

import duckdb

from pipeline.schemas.base import Seed, seed_classes
from pipeline.schemas.units import unit_of
from pipeline.tables.seeds.ddl import python_type

TYPES = {
    "BIGINT": "integer",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "DECIMAL": "number",
    "DOUBLE": "number",
    "HUGEINT": "integer",
    "INTEGER": "integer",
    "MAP": "object",
    "STRUCT": "object",
    "TIMESTAMP": "datetime",
    "TIMESTAMP WITH TIME ZONE": "datetime",
    "VARCHAR": "string",
}
LIMITS = {
    "gt": "exclusiveMinimum",
    "ge": "minimum",
    "lt": "exclusiveMaximum",
    "le": "maximum",
}
COLUMNS = """
select column_name, data_type, comment, is_nullable
from duckdb_columns()
where schema_name || '.' || table_name = $1
order by column_index
"""


def field_type(duckdb_type: str) -> str:
    """Return the Table Schema type of a DuckDB type."""
    if duckdb_type.endswith("]"):
        return "array"
    return TYPES.get(duckdb_type.partition("(")[0], "any")


def table_schema(
    connection: duckdb.DuckDBPyConnection, table: str, key: Sequence[str]
) -> dict[str, Any]:
    """Return a table's Table Schema: columns with units and limits, grain, references."""
    seed = seed_classes().get(table)
    # A key of Table Schema holds no nulls: it is what is left of ours, if that tells rows apart.
    key = [name for name in key if not _has_nulls(connection, table, name)]
    if key and _repeats(connection, table, key):
        key = []
    fields = []
    for name, kind, comment, nullable in connection.execute(COLUMNS, [table]).fetchall():
        field = {"name": name, "type": field_type(kind), "description": comment}
        field["duckdb_type"] = kind
        if field["type"] in ("integer", "number") and (unit := unit_of(name)):
            field["unit"] = unit
        constraints = _limits(seed, name) if seed else {}
        if not nullable or name in key:
            constraints["required"] = True
        fields.append(field | ({"constraints": constraints} if constraints else {}))
    schema: dict[str, Any] = {"fields": fields}
    if key:
        schema["primaryKey"] = key
    if seed and (references := seed.references()):
        schema["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": parent, "fields": [target]}}
            for column, (parent, target) in references.items()
        ]
    return schema


def _repeats(connection: duckdb.DuckDBPyConnection, table: str, key: Sequence[str]) -> bool:
    """Return whether two rows share the key."""
    query = f"from (select {', '.join(key)} from {table} group by all having count(*) > 1) limit 1"
    return bool(connection.execute(query).fetchall())


def _has_nulls(connection: duckdb.DuckDBPyConnection, table: str, column: str) -> bool:
    query = f"select count(*) > count({column}) from {table}"
    return connection.execute(query).fetchone() == (True,)


def _limits(seed: type[Seed], column: str) -> dict[str, Any]:
    """Return what the class allows in the column, as Table Schema constraints."""
    info = seed.model_fields[column]
    kind, _ = python_type(info)
    found: dict[str, Any] = {}
    if issubclass(kind, Enum):
        found["enum"] = [member.value for member in kind]
    for limit in info.metadata:
        for name, constraint in LIMITS.items():
            if (value := getattr(limit, name, None)) is not None:
                found[constraint] = value
    return found
