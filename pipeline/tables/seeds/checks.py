"""The promises of a seed that follow from its class: references exist, values lie within limits."""

from decimal import Decimal

from pipeline.schemas.base import CitedFact, Seed, Seeds
from pipeline.schemas.reference.corrections import SEPARATOR
from pipeline.tables.check import Check
from pipeline.tables.seeds.ddl import limits, python_type

# What says how far sources may be apart, and where they are known to be further.
KNOWN = ("reference.assumptions", "reference.known_differences")
# Facts on which the sources are further apart than the ratio; of two signs they are so always.
APART = """
select facts.* from (
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
    and not exists (
        from reference.known_differences as known
        where
            known.table_name = '{table}'
            and known.fact_key = facts.fact_key
            and known.column_name = facts.column_name
    )
"""


def references(table: str, schema: type[Seed]) -> Check | None:
    """Return the check that what a seed row refers to exists."""
    targets = schema.references()
    if not targets:
        return None
    arms = [
        f"select '{column}' as column_name, {column} as value from {table}"
        f" where {column} is not null and {column} not in (select {target} from {parent})"
        for column, (parent, target) in targets.items()
    ]
    parents = sorted({parent for parent, _ in targets.values()} - {table})
    return Check(
        table,
        "references",
        f"Each {', '.join(targets)} exists in the table it refers to.",
        "\nunion all by name\n".join(arms),
        tuple(parents),
    )


def sources_agree(table: str, schema: type[Seed], seeds: Seeds) -> Check | None:
    """Return the check that two sources of one fact differ by little, or by what is known.

    None for what only one source may state, and in a project that has no list of differences.
    """
    keys = [key for key in schema.key() if key != "source_id"]
    if not keys or not issubclass(schema, CitedFact) or not seeds.keys() >= set(KNOWN):
        return None
    measures = [
        name
        for name in schema.column_names()
        if name not in keys and python_type(schema.model_fields[name])[0] in (int, float, Decimal)
    ]
    fact = f"concat_ws('{SEPARATOR}', {', '.join(keys)})"
    arms = [
        f"select '{name}' as column_name, {fact} as fact_key,"
        f" min({name}) as least_value, max({name}) as most_value from {table} group by {fact}"
        for name in measures
    ]
    if not arms:
        return None
    rows = "\nunion all by name\n".join(arms)
    return Check(
        table,
        "sources_agree",
        "Two sources of one fact differ by plausible_source_ratio at most, unless it is known.",
        APART.format(rows=rows, table=table),
        KNOWN,
    )


def limits_hold(table: str, schema: type[Seed]) -> Check | None:
    """Return the check that every value lies within the limits its class declares."""
    arms = [
        f"select '{column}' as column_name, cast({column} as varchar) as value"
        f" from {table} where not ({condition})"
        for column, condition in limits(schema)
    ]
    if not arms:
        return None
    return Check(
        table,
        "bounds",
        "Every value lies within its limits.",
        "\nunion all by name\n".join(arms),
    )
