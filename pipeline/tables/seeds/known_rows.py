"""The rows of a seed that the world could know by a day: where the second clock begins."""

from pipeline.schemas.base import CitedFact, Seed

# The column of the one row in ``asked``, which holds the day; no table has a column of that name.
ASKED = "day_asked"
# Nobody knew the last day of a price before that day had come.
END = "effective_to_date"
NO_END_YET = f"case when facts.{END} <= asked.{ASKED} then facts.{END} end as {END}"
# By a day before its last confirmation a price was confirmed until that day: it stood all along.
LAST = "last_confirmed_date"
CONFIRMED_SO_FAR = f"least(facts.{LAST}, asked.{ASKED}) as {LAST}"
KNOWN = f"""
select {{columns}} from asked
cross join {{table}} as facts
inner join reference.sources as documents on facts.source_id = documents.source_id
where coalesce(facts.known_date, documents.published_date) <= asked.{ASKED}
"""


def known_rows(table: str, seed: type[Seed]) -> str | None:
    """Return the query for the rows known by the day in ``asked``.

    None for identities: what a party or a GPU is was never unknown; what is said of it has a day.
    """
    if not issubclass(seed, CitedFact):
        return None
    # Each by its name: DuckDB keeps what REPLACE names in no order, so the same macro read twice
    # would look like another.
    bounds = {END: NO_END_YET, LAST: CONFIRMED_SO_FAR}
    columns = ", ".join(bounds.get(name, f"facts.{name}") for name in seed.model_fields)
    return KNOWN.format(table=table, columns=columns).strip()
