"""Write the parts of the documents that the warehouse can say itself.

The Markdown files call these functions through cog: ``make docs`` renews what they print, and
a test fails when a document no longer says what the warehouse does.
"""

import atexit
import json
from contextlib import ExitStack
from functools import lru_cache

import duckdb

from pipeline.project.paths import Project, current_project
from pipeline.readers import markdown
from pipeline.readers.published_file import open_published

# Closes what is open when the process ends.
_OPEN = ExitStack()
atexit.register(_OPEN.close)

SOURCES = """
select source_id, title, publisher_name, published_date, url, licence_name, trust_rank
from reference.sources
order by source_id
"""


def published() -> duckdb.DuckDBPyConnection:
    """Return the connection to the published file that all documents of a process share.

    Opening it costs as much as a page takes to write, and there are a hundred parts of pages.
    """
    project = current_project()
    state = project.published.stat() if project.published.exists() else None
    return _opened(project, (state.st_ino, state.st_mtime_ns) if state else None)


@lru_cache(maxsize=1)
def _opened(project: Project, _: tuple[int, int] | None) -> duckdb.DuckDBPyConnection:
    return _OPEN.enter_context(open_published(project))


def query(sql: str) -> str:
    """Return a query's result as a Markdown table."""
    result = published().execute(sql)
    return markdown.table([column[0] for column in result.description or []], result.fetchall())


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
    rows = published().execute(SOURCES).fetchall()
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
