"""The second clock: every core, cost and growth table as the world could know it on a given day.

For each such table there is a table macro of its name and ``_known_by``. It is the table's own
SQL with everything it reads put inside, down to the seeds, whose facts known later are left
out before any is preferred, compared or added up. So no later fact can move an earlier answer.
"""

from collections.abc import Mapping
from functools import cache

from sqlglot import exp

from pipeline.schemas import seed_classes
from pipeline.schemas.base import CitedFact
from pipeline.tables.sql.file import DERIVED_SCHEMAS, SqlFile

SUFFIX = "_known_by"
SCHEMAS = ("core", "cost", "growth")
# DuckDB puts the argument in as text, and a column called like it inside the macro is nearer
# than the caller's. So it is bound first, where no column is in reach, under a name none has.
ASKED = "day_asked"
BOUND = f"asked as (select cast(known_by as date) as {ASKED})"
# Nobody knew the last day of a price before that day had come.
END = "effective_to_date"
NO_END_YET = f"case when facts.{END} <= asked.{ASKED} then facts.{END} end as {END}"
SEED = f"""
select {{columns}} from {{table}} as facts
cross join asked
inner join reference.sources as documents on facts.source_id = documents.source_id
where coalesce(facts.known_date, documents.published_date) <= asked.{ASKED}
"""


def known_by_macro(file: SqlFile, files: Mapping[str, SqlFile]) -> str:
    """Return the statement that creates the macro of a table; ``files`` holds all SQL tables."""
    inside: dict[str, str] = {}
    _collect(file, files, inside)
    bodies = (f"{_flat(name)} as (\n{body}\n)" for name, body in inside.items())
    parts = ",\n".join([BOUND, *bodies])
    return (
        f"create or replace macro {file.name}{SUFFIX}(known_by) as table\n"
        f"with {parts}\nselect * from (\n{_redirected(file, file.code_version)}\n)"
    )


def _collect(file: SqlFile, files: Mapping[str, SqlFile], inside: dict[str, str]) -> None:
    """Add what the file reads to ``inside``, each after what it reads itself."""
    for read in file.reads:
        if read in inside:
            continue
        if read in files:
            _collect(files[read], files, inside)
            inside[read] = _redirected(files[read], files[read].code_version)
        elif _is_fact(read):
            inside[read] = _known_rows(read)


@cache
def _redirected(file: SqlFile, _version: str) -> str:
    """Return the file's SQL, reading the parts inside the macro instead of the tables."""
    query = file.query.copy()
    for table in list(query.find_all(exp.Table)):
        name = f"{table.db}.{table.name}"
        if table.db in DERIVED_SCHEMAS or _is_fact(name):
            table.replace(exp.to_table(_flat(name), alias=table.alias or table.name))
    return query.sql(dialect="duckdb", comments=False, pretty=True)


def _known_rows(table: str) -> str:
    has_end = END in seed_classes()[table].model_fields
    columns = f"facts.* replace ({NO_END_YET})" if has_end else "facts.*"
    return SEED.format(table=table, columns=columns).strip()


def _flat(table: str) -> str:
    return table.replace(".", "__")


def _is_fact(table: str) -> bool:
    # What a party or a GPU is was never unknown; what is said of it has a day.
    seed = seed_classes().get(table)
    return seed is not None and issubclass(seed, CitedFact)
