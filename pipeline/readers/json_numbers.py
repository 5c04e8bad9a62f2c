"""JSON has no NaN and no infinity: where a result holds one, its JSON holds null."""

import duckdb
from duckdb.sqltypes import DuckDBPyType

from pipeline.project.queries import quoted, quoted_column

FLOATS = {"float", "double"}
NESTED = {"list", "array", "struct", "map"}


def only_json_numbers(source: str, result: duckdb.DuckDBPyRelation) -> str:
    """Return the query for the rows of ``source`` with numbers that JSON can write.

    ``result`` has the same columns, with their types.
    """
    columns = zip(result.columns, result.types, strict=True)
    named = (f"{_finite(quoted_column(n), kind)} as {quoted_column(n)}" for n, kind in columns)
    return f"select {', '.join(named)} from {source}"


def _finite(value: str, kind: DuckDBPyType, depth: int = 0) -> str:
    """Return the expression for ``value`` with null where a number is not finite."""
    if not _holds_float(kind):
        return value
    if kind.id in FLOATS:
        return f"case when isfinite({value}) then {value} end"
    item = f"item_{depth}"
    if kind.id in ("list", "array"):
        inner = _finite(item, _parts(kind)[0][1], depth + 1)
        return f"list_transform({value}, lambda {item}: {inner})"
    if kind.id == "map":
        inner = _finite(f"{item}['value']", _parts(kind)[1][1], depth + 1)
        pair = f"struct_pack(key := {item}['key'], value := {inner})"
        return f"map_from_entries(list_transform(map_entries({value}), lambda {item}: {pair}))"
    if kind.id == "struct":
        parts = (
            f"{quoted_column(name)} := {_finite(f'{value}[{quoted(name)}]', child, depth + 1)}"
            for name, child in _parts(kind)
        )
        return f"case when {value} is not null then struct_pack({', '.join(parts)}) end"
    return value


def _holds_float(kind: DuckDBPyType) -> bool:
    if kind.id in FLOATS:
        return True
    return any(_holds_float(part) for _, part in _parts(kind))


def _parts(kind: DuckDBPyType) -> list[tuple[str, DuckDBPyType]]:
    """Return the types inside a type, with their names."""
    if kind.id not in NESTED:
        return []
    return [(name, part) for name, part in kind.children if isinstance(part, DuckDBPyType)]
