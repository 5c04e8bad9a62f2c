"""What happened was not known before it happened."""

from pipeline.schemas.base import Cited, Seed, Seeds
from pipeline.tables.check import Check
from pipeline.tables.seeds.ddl import numbered

SOURCES = "reference.sources"
# Days of what a source reports as past. Not here: a release or a price announced for a later day.
HAPPENED = (
    "announced_date",
    "as_of_date",
    "confirmed_date",
    "event_date",
    "missing_from_date",
    "period_end_date",
    "rating_date",
    "valuation_date",
)
BROKEN = """
select
    '{column}' as column_name,
    'seeds/{path}.csv:' || facts.line as place,
    cast(facts.{column} as varchar) as value,
    cast(coalesce(facts.known_date, sources.published_date) as varchar) as known_date,
    'correct the day, or known_date (if that is empty, the day of the source)' as remedy
from {rows} as facts
inner join reference.sources as sources on facts.source_id = sources.source_id
where facts.{column} > coalesce(facts.known_date, sources.published_date)
"""


def dated(table: str, schema: type[Seed], seeds: Seeds) -> Check | None:
    """Return the check that no row is known before the day of what it reports.

    None for rows without such a day, and in a project that has no sources.
    """
    columns = [name for name in schema.column_names() if name in HAPPENED]
    if not columns or not issubclass(schema, Cited) or SOURCES not in seeds:
        return None
    path, rows = table.replace(".", "/"), numbered(table)
    arms = [BROKEN.format(column=name, path=path, rows=rows) for name in columns]
    about = "Nothing is known before it happened."
    return Check(table, "dated", about, "union all by name".join(arms), (SOURCES,))
