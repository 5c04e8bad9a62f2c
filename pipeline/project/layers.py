"""The schemas of the warehouse, in the order in which data flows; each stands here only.

A folder under ``seeds/`` or ``sql/`` is a schema is a Dagster group; a new one is one line below.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Schema:
    """One folder of tables.

    Attributes:
        name: The folder, the schema and the Dagster group.
        layer: How far down the flow it stands; tables read their own layer and those before.
        about: What its tables are about, without the full stop.
        has_known_by: Whether each table has a macro that gives it as known on a day.
    """

    name: str
    layer: str
    about: str
    has_known_by: bool = False


SEED, CORE, MART, AUDIT, MACRO = "seed", "core", "mart", "audit", "macro"
FLOW = (SEED, CORE, MART, AUDIT)
SCHEMAS = (
    Schema("reference", SEED, "Who and what the facts are about, and where they come from"),
    Schema("pricing", SEED, "What renting compute costs, as price lists state it"),
    Schema("funding", SEED, "Who pays for it"),
    Schema("market", SEED, "How large and how fast"),
    Schema("core", CORE, "The seeds' facts, one preferred row each", has_known_by=True),
    Schema("cost", MART, "What things cost", has_known_by=True),
    Schema("growth", MART, "How fast things grow", has_known_by=True),
    Schema(
        "audit",
        AUDIT,
        "What holds up: verdicts, conflicts, reconciliations, the sources of every figure",
    ),
    # No schema: a macro is called by its bare name, and may read and be read by any table.
    Schema("macros", MACRO, "Functions for any DuckDB client"),
)
BY_NAME = {schema.name: schema for schema in SCHEMAS}
SEED_SCHEMAS = tuple(schema.name for schema in SCHEMAS if schema.layer == SEED)
DERIVED_SCHEMAS = tuple(s.name for s in SCHEMAS if s.layer in FLOW and s.layer != SEED)
MACROS = "macros"
# The folder of checks under sql/, which holds a folder a schema.
CHECKS = "checks"


def is_later(schema: str, than: str) -> bool:
    """Return whether data reach ``schema`` only after ``than``; of macros, never."""
    if MACROS in (schema, than):
        return False
    return FLOW.index(BY_NAME[schema].layer) > FLOW.index(BY_NAME[than].layer)


def flow() -> str:
    """Return the layers in words, first to last, each by its schemas."""
    return " -> ".join(", ".join(_names(layer)) for layer in FLOW)


def _names(layer: str) -> Iterable[str]:
    return (schema.name for schema in SCHEMAS if schema.layer == layer)
