"""What a seed class means in DuckDB: types, limits, meanings."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin

from pydantic.fields import FieldInfo

from pipeline.project.queries import quoted
from pipeline.schemas.base import Seed, Seeds
from pipeline.schemas.limits import SLUG, ordered, range_of, slugs
from pipeline.schemas.meanings import SHARED

# float is eight bytes: DuckDB reads SQL's FLOAT as four.
TYPES = {str: "varchar", date: "date", int: "bigint", float: "double", bool: "boolean"}
COMPARISONS = {"gt": ">", "ge": ">=", "lt": "<", "le": "<="}


def python_type(info: FieldInfo) -> tuple[type, bool]:
    """Return a field's type, and whether it may be null."""
    if get_origin(info.annotation) is UnionType:
        inner = [part for part in get_args(info.annotation) if part is not type(None)]
        return inner[0], True
    assert isinstance(info.annotation, type)
    return info.annotation, False


def _limit(info: FieldInfo, name: str) -> Any:
    return next((getattr(m, name) for m in info.metadata if hasattr(m, name)), None)


def column_type(info: FieldInfo) -> str:
    """Return the DuckDB type of a field; an enum is text, its values a limit."""
    kind, _ = python_type(info)
    if issubclass(kind, Enum):
        return "varchar"
    if kind is Decimal:
        return f"decimal({_limit(info, 'max_digits')}, {_limit(info, 'decimal_places')})"
    return TYPES[kind]


@cache
def limits(schema: type[Seed]) -> tuple[tuple[str, str], ...]:
    """Return ``(column, condition)`` for every limit that the class declares."""
    return tuple(_limits(schema))


def _limits(schema: type[Seed]) -> Iterator[tuple[str, str]]:
    for name in schema.column_names():
        info = schema.model_fields[name]
        kind, _ = python_type(info)
        if issubclass(kind, Enum):
            yield (
                name,
                f"{name} in ({', '.join(quoted(member.value) for member in kind)})",
            )
        for limit, sign in COMPARISONS.items():
            if (value := _limit(info, limit)) is not None:
                yield name, f"{name} {sign} {value}"
        if pattern := _limit(info, "pattern"):
            yield name, f"regexp_matches({name}, {quoted(pattern)})"
        if name in slugs(schema):
            yield name, f"regexp_matches({name}, {quoted(SLUG)})"
        if found := range_of(schema, name):
            least, most = (quoted(end) if kind is date else end for end in found)
            yield name, f"{name} >= {least}"
            yield name, f"{name} <= {most}"
    for first, second in ordered(schema):
        yield second, f"{second} >= {first}"


def create_table(schema: type[Seed], table: str) -> str:
    """Return the statement that makes an empty table for the class.

    Foreign keys are left out: DuckDB would then refuse to rebuild the table referred to.
    """
    lines = []
    for name in schema.column_names():
        info = schema.model_fields[name]
        required = "" if python_type(info)[1] else " not null"
        lines.append(f"{name} {column_type(info)}{required}")
    # A primary key holds no null; what tells rows with one apart, the check of the grain counts.
    nullable = any(python_type(schema.model_fields[name])[1] for name in schema.key())
    lines.append(f"{'unique' if nullable else 'primary key'} ({', '.join(schema.key())})")
    lines += [f"check ({condition})" for _, condition in limits(schema)]
    return f"create or replace table {table} (\n    " + ",\n    ".join(lines) + "\n)"


def numbered(table: str) -> str:
    """Return the rows of a loaded seed with the line of its file that each was: ``line``."""
    # Loaded in the order of the file, below the header; rowid itself is large until committed.
    return f"(select *, row_number() over (order by rowid) + 1 as line from {table})"


def meanings(schema: type[Seed], seeds: Seeds) -> dict[str, str]:
    """Return what each column means: its own words, or those of the column it refers to."""
    return {name: _meaning(schema, name, seeds) for name in schema.column_names()}


def _meaning(schema: type[Seed], name: str, seeds: Seeds) -> str:
    if own := schema.model_fields[name].description:
        return own
    table, column = schema.references().get(name, ("", ""))
    if column == name:
        return _meaning(seeds[table], column, seeds)
    return SHARED[name]
