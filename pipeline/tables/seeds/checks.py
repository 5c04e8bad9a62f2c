"""The promises of a seed that follow from its class: references exist, values lie within limits."""

from pipeline.schemas.base import Seed
from pipeline.tables.check import Check
from pipeline.tables.seeds.ddl import limits


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
