"""Trace a query's columns back to the columns of the tables it reads."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlglot import exp
from sqlglot.optimizer.qualify import qualify
from sqlglot.optimizer.scope import Scope, traverse_scope

from pipeline.tables.sql.known_by import SUFFIX
from pipeline.tables.sql.tracer import Tracer


def column_lineage(
    query: exp.Query, columns_of: Mapping[str, Sequence[str]]
) -> dict[str, list[tuple[str, str]]]:
    """Return, for each column of ``query``, the ``(schema.table, column)`` it is made of.

    ``columns_of`` lists the columns of every table that the query reads. Only columns that a
    value is computed from count, not those that merely choose rows.
    """
    tracer, root = _traced(query, columns_of)
    return {name: sorted(tracer.origins(root, name)) for name in query.named_selects}


def column_copies(
    query: exp.Query, columns_of: Mapping[str, Sequence[str]]
) -> dict[str, list[tuple[str, str]]]:
    """Return the columns of ``query`` that are some table's column as it is, and whose.

    A column that the query joins to another by equality is a copy of that one too.
    """
    tracer, root = _traced(query, columns_of)
    equal = tracer.equalities(root)
    found = {}
    for name in query.named_selects:
        if origin := tracer.copied(root, name):
            found[name] = sorted({origin, *(b for a, b in equal if a == origin)})
    return found


def _traced(query: exp.Query, columns_of: Mapping[str, Sequence[str]]) -> tuple[Tracer, Scope]:
    schema: dict[str, Any] = {}
    for table, columns in columns_of.items():
        database, _, name = table.partition(".")
        schema.setdefault(database, {})[name] = dict.fromkeys(columns, "unknown")
    qualified = qualify(
        query.transform(_as_table),  # a copy
        schema=schema,
        dialect="duckdb",
        quote_identifiers=False,
        identify=False,
        validate_qualify_columns=False,
    )
    scopes = {id(scope.expression): scope for scope in traverse_scope(qualified)}
    return Tracer(scopes, columns_of), scopes[id(qualified)]


def _as_table(node: exp.Expr) -> exp.Expr:
    """Return the table itself in place of the table as known on a day: it has the same columns."""
    if isinstance(node, exp.Table) and node.db and isinstance(node.this, exp.Anonymous):
        name = node.this.name.removesuffix(SUFFIX)
        return exp.alias_(exp.to_table(f"{node.db}.{name}"), node.alias or name, table=True)
    return node
