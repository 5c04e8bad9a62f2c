"""The second clock: every core, cost and growth table as the world could know it on a given day.

For each such table there is a table macro of its name and ``_known_by``. It is the table's own
SQL with everything it reads put inside, down to the seeds, whose facts known later are left
out before any is preferred, compared or added up. So no later fact can move an earlier answer.
"""

from collections.abc import Mapping
from functools import cache

from sqlglot import exp

from pipeline.project.layers import DERIVED_SCHEMAS
from pipeline.tables.seeds.known_rows import ASKED
from pipeline.tables.sql.file import SqlFile

SUFFIX = "_known_by"
# DuckDB puts the argument in as text, and a column called like it inside the macro is nearer
# than the caller's. So it is bound before all else, where no column is in reach, and is called as
# no column can be: before 1.4 DuckDB binds the queries of a WITH anew wherever they are read.
# It says what asked_day says, which would else have to be made before all tables.
ARGUMENT = """(
select coalesce(
    try_cast(cast(known_by as varchar) as date),
    cast(
        error(
            concat(
                'a day is needed, not ',
                coalesce(
                    '''' || cast(known_by as varchar) || ''': write it as YYYY-MM-DD', 'null'
                )
            )
        ) as date
    )
)) as "asked day"("day asked")"""
BOUND = f'asked({ASKED}) as (select "asked day"."day asked")'


def known_by_macro(file: SqlFile, files: Mapping[str, SqlFile], facts: Mapping[str, str]) -> str:
    """Return the statement that creates the macro of a table.

    ``files`` holds all SQL tables; ``facts`` the seeds whose rows have a day on which the world
    could know them, each with the query for those known by then.
    """
    inside: dict[str, str] = {}
    seeds = frozenset(facts)
    _collect(file, files, facts, inside)
    bodies = (f"{_flat(name)} as (\n{body}\n)" for name, body in inside.items())
    parts = ",\n".join([BOUND, *bodies])
    return (
        f"create or replace macro {file.name}{SUFFIX}(known_by) as table\n"
        f"select answer.* from {ARGUMENT} cross join lateral (\nwith {parts}\n"
        f"select * from (\n{_redirected(file, file.code_version, seeds)}\n)\n) as answer"
    )


def _collect(
    file: SqlFile, files: Mapping[str, SqlFile], facts: Mapping[str, str], inside: dict[str, str]
) -> None:
    """Add what the file reads to ``inside``, each after what it reads itself."""
    for read in file.reads:
        if read in inside:
            continue
        if read in files:
            _collect(files[read], files, facts, inside)
            inside[read] = _redirected(files[read], files[read].code_version, frozenset(facts))
        elif read in facts:
            inside[read] = facts[read]


@cache
def _redirected(file: SqlFile, _version: str, facts: frozenset[str]) -> str:
    """Return the file's SQL, reading the parts inside the macro instead of the tables."""
    query = file.query.copy()
    for table in list(query.find_all(exp.Table)):
        name = f"{table.db}.{table.name}"
        if table.db in DERIVED_SCHEMAS or name in facts:
            table.replace(exp.to_table(_flat(name), alias=table.alias or table.name))
    return query.sql(dialect="duckdb", comments=False, pretty=True)


def _flat(table: str) -> str:
    return table.replace(".", "__")
