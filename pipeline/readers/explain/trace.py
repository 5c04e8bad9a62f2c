"""Explain a figure: from its row down to the seed rows it rests on, and their documents.

The way down is found by column lineage and shared keys, never written by hand: rows of a table
belong to a row above if the columns copied from them agree, else if the keys of the same name
do; words in the SQL (``assumption_id = 'hours_per_month'``) narrow what is left.
"""

from collections.abc import Mapping

import duckdb

from pipeline.project.queries import quoted, rows
from pipeline.readers.explain.conditions import rows_where
from pipeline.readers.explain.explanation import Explanation, Step
from pipeline.readers.explain.matching import ambiguity, by_lower, matches, named_literals
from pipeline.tables.record_tables import RECORD_MEANINGS
from pipeline.tables.sql.tables import SqlTable
from pipeline.tables.table import Table

SHOWN = 20
SOURCES = """
select source_id, title, publisher_name, published_date, url, trust_rank, licence_name
from reference.sources where list_contains($1, source_id) order by trust_rank, source_id
"""


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
    needed = {name: set(target.columns)}
    for table in reversed(list(tables.values())):  # readers come after what they read
        if table.name in steps and isinstance(table, SqlTable):
            for read in table.file.reads:  # not what only its checks read
                if read not in RECORD_MEANINGS:
                    _go_down(connection, table, tables[read], steps, needed)
    inputs = [step for step_name, step in steps.items() if step_name != name]
    cited = {row["source_id"] for step in steps.values() if step.table.cites for row in step.rows}
    sources = rows(connection.execute(SOURCES, [sorted(filter(None, cited))]))
    return Explanation(steps[name], inputs, sources)


def _go_down(
    connection: duckdb.DuckDBPyConnection,
    above: SqlTable,
    below: Table,
    steps: dict[str, Step],
    needed: dict[str, set[str]],
) -> None:
    """Add the rows of ``below`` that the kept rows of ``above`` rest on.

    None if only columns are computed from it that nothing further up is ``needed`` for.
    """
    uses = [
        (upper, column)
        for upper, origins in above.lineage().items()
        for table, column in origins
        if table == below.name
    ]
    used = {column for upper, column in uses if upper in needed[above.name]}
    if uses and not used:
        return
    pairs = matches(above, below)
    needed.setdefault(below.name, set()).update(used, (lower for _, lower in pairs))
    words = named_literals(above, below, {lower for _, lower in pairs})
    conditions = [
        "(" + " or ".join(f"above.{u} is not distinct from below.{lower}" for u in uppers) + ")"
        for lower, uppers in by_lower(pairs).items()
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
    before = steps[below.name].columns if below.name in steps else []
    wanted = {*below.key, *used, *before, "source_id", "source_locator"}
    step = _step(connection, below, [column for column in below.columns if column in wanted])
    step.matched_on = [upper if upper == lower else f"{upper} = {lower}" for upper, lower in pairs]
    step.matched_on += [f"{column} named in the SQL" for column in words]
    step.note = ambiguity(above, below, {*[lower for _, lower in pairs], *words})
    steps[below.name] = step


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
