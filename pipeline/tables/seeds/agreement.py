"""Two sources of one fact agree, or are known to differ; what is known ends when they agree."""

from decimal import Decimal

from pipeline.schemas.base import CitedFact, Seed, Seeds
from pipeline.schemas.reference.corrections import SEPARATOR
from pipeline.tables.check import Check
from pipeline.tables.seeds.ddl import numbered, python_type

# What says how far sources may be apart, and where they are known to be further.
KNOWN = ("reference.assumptions", "reference.known_differences")
# Facts on which the sources are further apart than the ratio; of two signs they are so always.
APART = """
select facts.*, ratio.value as most_ratio from (
{rows}
) as facts
left join reference.assumptions as ratio
    on ratio.assumption_id = 'plausible_source_ratio' and ratio.scenario_code = 'base'
where
    least_value <> most_value
    and not coalesce(
        least_value > 0 and most_value <= ratio.value * least_value
        or most_value < 0 and least_value >= ratio.value * most_value,
        false
    )
"""
UNKNOWN = """
select
    column_name,
    fact_key,
    'seeds/{path}.csv:' || lines as place,
    least_value,
    most_value,
    round(
        greatest(abs(cast(least_value as double)), abs(cast(most_value as double)))
        / nullif(least(abs(cast(least_value as double)), abs(cast(most_value as double))), 0),
        3
    ) as ratio,
    most_ratio,
    'correct what is wrong, or say why both stay in seeds/reference/known_differences.csv' as remedy
from ({apart}) as facts
where not exists (
    from reference.known_differences as known
    where
        known.table_name = '{table}'
        and known.fact_key = facts.fact_key
        and known.column_name = facts.column_name
)
"""
# The rows of a seed are loaded in the order of its file, below the header.
EXPIRED = """
select
    'seeds/reference/known_differences.csv:' || (known.rowid + 2) as place,
    known.fact_key,
    known.column_name,
    'the sources agree by now, or have no such fact: delete this line' as remedy
from reference.known_differences as known
where
    known.table_name = '{table}'
    and not exists (
        from ({apart}) as facts
        where known.fact_key = facts.fact_key and known.column_name = facts.column_name
    )
"""


def agreement(table: str, schema: type[Seed], seeds: Seeds) -> list[Check]:
    """Return the checks that sources differ by little or by what is known, and that they still do.

    None for what only one source may state, and in a project that has no list of differences.
    """
    rows = _facts(table, schema)
    if not rows or not seeds.keys() >= set(KNOWN):
        return []
    apart = APART.format(rows=rows)
    path = table.replace(".", "/")
    unknown = UNKNOWN.format(apart=apart, table=table, path=path)
    agree = "Two sources of one fact differ by plausible_source_ratio at most, unless it is known."
    stand = "Where sources are known to differ by more, they still do."
    return [
        Check(table, "sources_agree", agree, unknown, KNOWN),
        Check(table, "differences_stand", stand, EXPIRED.format(apart=apart, table=table), KNOWN),
    ]


def _facts(table: str, schema: type[Seed]) -> str:
    """Return the query for the least and the most that sources state of each fact and measure."""
    keys = [key for key in schema.key() if key != "source_id"]
    if not keys or not issubclass(schema, CitedFact):
        return ""
    measures = [
        name
        for name in schema.column_names()
        if name not in keys and python_type(schema.model_fields[name])[0] in (int, float, Decimal)
    ]
    fact = f"concat_ws('{SEPARATOR}', {', '.join(keys)})"
    return "\nunion all by name\n".join(
        f"select '{name}' as column_name, {fact} as fact_key,"
        f" min({name}) as least_value, max({name}) as most_value,"
        f" string_agg(cast(line as varchar), ', ' order by line) as lines"
        f" from {numbered(table)} group by {fact}"
        for name in measures
    )
