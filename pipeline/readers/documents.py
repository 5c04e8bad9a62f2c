"""Write the parts of the documents that the warehouse can say itself.

The Markdown files call these functions through cog: ``make docs`` renews what they print, and
a test fails when a document no longer says what the warehouse does.
"""

import json

from pipeline.project.paths import current_project
from pipeline.readers import markdown
from pipeline.readers.published_file import open_published

SOURCES = """
select source_id, title, publisher_name, published_date, url, licence_name, trust_rank
from reference.sources
order by source_id
"""


def query(sql: str) -> str:
    """Return a query's result as a Markdown table."""
    with open_published(current_project()) as connection:
        result = connection.execute(sql)
        return markdown.table([column[0] for column in result.description], result.fetchall())


def asked(sql: str) -> str:
    """Return a query as typed at the command line of a checkout, and its result."""
    return f"""```sh
.venv/bin/neocloud query "
{sql.strip()}"
```

{query(sql)}
"""


def answered(sql: str) -> str:
    """Return a query for any SQL client, and its result."""
    return f"""```sql
{sql.strip()}
```

{query(sql)}"""


def sources() -> str:
    """Return every source with its licence, as the attribution that some of them ask for."""
    with open_published(current_project()) as connection:
        rows = connection.execute(SOURCES).fetchall()
    return markdown.table(
        ["source", "title", "publisher", "published", "licence", "trust"],
        [
            (f"`{source}`", f"[{title}]({url})" if url else title, publisher, day, licence, rank)
            for source, title, publisher, day, url, licence, rank in rows
        ],
    )


def trials() -> str:
    """Return what the trials of the pipeline counted, from ``docs/resilience.json``."""
    path = current_project().root / "docs" / "resilience.json"
    counted = json.loads(path.read_text(encoding="utf-8"))
    rows = [(trial["what"], f"{trial['value']:,}") for _, trial in sorted(counted.items())]
    return markdown.table(["tried", "times"], rows)
