"""Explain a figure: from its row down to the seed rows it rests on, and their documents.

The way down is found by column lineage and shared keys, never written by hand: rows of a table
belong to a row above if the columns copied from them agree, else if the keys of the same name
do; words in the SQL (``assumption_id = 'hours_per_month'``) narrow what is left.
"""

from collections.abc import Mapping

import duckdb
from sqlglot import exp

from pipeline.project.queries import quoted, rows
from pipeline.readers.explain.conditions import rows_where
from pipeline.readers.explain.explanation import Explanation, Step
from pipeline.tables.records import RECORD_MEANINGS
from pipeline.tables.sql.tables import SqlTable
from pipeline.tables.table import Table

SHOWN = 20
SOURCES = """
select source_id, title, publisher_name, published_date, url, trust_rank, licence_name
from reference.sources where list_contains($1, source_id) order by trust_rank, source_id
"""
GATHERING = (exp.AggFunc, exp.Window, exp.Group)


def explain(
    connection: duckdb.DuckDBPyConnection, tables: Mapping[str, Table], name: str, where: str
) -> Explanation:
    """Trace the rows of table ``name`` that fulfil ``where`` down to the seeds.

    Raises:
        KeyError: if there is no such table.
        NoCondition: if ``where`` is more than a condition.
        duckdb.Error: if it is none on this table.
    """
    target = tables[name]
    _store_rows(connection, target, rows_where(connection, name, where))
    steps = {name: _step(connection, target, list(target.columns))}
    for table in reversed(list(tables.values())):  # readers come after what they read
        if table.name in steps and isinstance(table, SqlTable):
            for read in table.file.reads:  # not what only its checks read
                if read not in RECORD_MEANINGS:
                    _go_down(connection, table, tables[read], steps)
    inputs = [step for step_name, step in steps.items() if step_name != name]
    cited = {row["source_id"] for step in steps.values() if step.table.cites for row in step.rows}
    sources = rows(connection.execute(SOURCES, [sorted(filter(None, cited))]))
    return Explanation(steps[name], inputs, sources)


def _go_down(
    connection: duckdb.DuckDBPyConnection, above: SqlTable, below: Table, steps: dict[str, Step]
) -> None:
    """Add the rows of ``below`` that the kept rows of ``above`` rest on."""
    pairs = _matches(above, below)
    words = _named_literals(above, below, {lower for _, lower in pairs})
    conditions = [
        "(" + " or ".join(f"above.{u} is not distinct from below.{lower}" for u in uppers) + ")"
        for lower, uppers in _by_lower(pairs).items()
    ]
    named = [f"below.{c} in ({', '.join(map(quoted, w))})" for c, w in words.items()]
    on = " and ".join(conditions) or "true"
    query = (
        f"select below.* from {below.name} as below where {' and '.join(named) or 'true'}"
        f" and exists (select 1 from {_kept(above)} as above where {on})"
    )
    if below.name in steps:
        query += f" union select * from {_kept(below)}"
    _store_rows(connection, below, query)
    used = {c for origins in above.lineage().values() for t, c in origins if t == below.name}
    before = steps[below.name].columns if below.name in steps else []
    wanted = {*below.key, *used, *before, "source_id", "source_locator"}
    step = _step(connection, below, [column for column in below.columns if column in wanted])
    step.matched_on = [upper if upper == lower else f"{upper} = {lower}" for upper, lower in pairs]
    step.matched_on += [f"{column} named in the SQL" for column in words]
    step.note = _ambiguity(above, below, {*[lower for _, lower in pairs], *words})
    steps[below.name] = step


def _matches(above: SqlTable, below: Table) -> list[tuple[str, str]]:
    """Return the pairs of columns, above and below, that must agree."""
    copies = [
        (upper, column)
        for upper, origins in above.copies().items()
        for table, column in origins
        if table == below.name
    ]
    if copies:
        return copies
    keys = {*above.key, *below.key}
    shared = [c for c in below.columns if c in above.columns and c in keys]
    # Two tables that cite one document need not share a fact.
    return [(c, c) for c in shared if c != "source_id" or c in below.key]


def _by_lower(pairs: list[tuple[str, str]]) -> dict[str, list[str]]:
    """Group the columns above by the one below: two prices of one table, either may match."""
    grouped: dict[str, list[str]] = {}
    for upper, lower in pairs:
        grouped.setdefault(lower, []).append(upper)
    return grouped


def _named_literals(above: SqlTable, below: Table, matched: set[str]) -> dict[str, list[str]]:
    """Return the columns below to which the SQL above compares words, if keys do not suffice."""
    if set(below.key) <= matched:
        return {}
    words: dict[str, set[str]] = {}
    for comparison in above.file.statement.find_all(exp.EQ, exp.In):
        column, literals = comparison.this, list(comparison.find_all(exp.Literal))
        chooses_rows = comparison.find_ancestor(exp.Where, exp.Filter)
        if chooses_rows and isinstance(column, exp.Column) and column.name in below.columns:
            texts = {literal.this for literal in literals if literal.is_string}
            if texts and column.name not in matched:
                words.setdefault(column.name, set()).update(texts)
    return {column: sorted(found) for column, found in words.items()}


def _ambiguity(above: SqlTable, below: Table, matched: set[str]) -> str:
    """Say what lineage cannot tell."""
    gathers = any(above.file.statement.find(kind) for kind in GATHERING)
    if set(below.key) <= matched:
        return ""
    missing = ", ".join(column for column in below.key if column not in matched)
    many = f"{above.name} gathers rows, so all of these may count" if gathers else "one may count"
    return f"lineage cannot tell rows apart by {missing}: {many}"


def _kept(table: Table) -> str:
    return f"temp.kept_{table.name.replace('.', '__')}"


def _store_rows(connection: duckdb.DuckDBPyConnection, table: Table, query: str) -> None:
    connection.execute(f"create or replace temp table next_rows as {query}")
    connection.execute(f"create or replace temp table {_kept(table)[5:]} as from temp.next_rows")


def _step(connection: duckdb.DuckDBPyConnection, table: Table, columns: list[str]) -> Step:
    (count,) = connection.execute(f"select count(*) from {_kept(table)}").fetchone() or (0,)
    order = ", ".join(table.key)
    found = connection.execute(
        f"select {', '.join(columns)} from {_kept(table)} order by {order} limit {SHOWN}"
    )
    return Step(table, rows(found), count, columns=columns)
