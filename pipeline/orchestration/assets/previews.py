"""What the UI shows of a table beside its columns: first rows, cited documents, origins.

Dagster keeps column lineage, but only its paid edition draws it.
"""

import duckdb

from pipeline.readers import markdown
from pipeline.tables.table import Table

ROWS_SHOWN = 3
SOURCES_SHOWN = 10
WIDEST_CELL = 40
SOURCES = """
select documents.source_id, documents.title, documents.publisher_name, documents.url, count(*)
from {table} as facts
inner join reference.sources as documents on facts.source_id = documents.source_id
group by all
order by count(*) desc, documents.source_id
"""


def first_rows(connection: duckdb.DuckDBPyConnection, table: Table) -> str:
    """Return the first rows of a table, by its key, as Markdown: a column a line.

    The window that Dagster opens for it cuts off what is wide, and scrolls what is long.
    """
    found = connection.execute(
        f"from {table.name} order by {', '.join(table.key)} limit {ROWS_SHOWN}"
    )
    names = [column[0] for column in found.description or []]
    rows = found.fetchall()
    header = ["column", *(f"row {number}" for number in range(1, len(rows) + 1))]
    lines = zip(names, *rows, strict=True)
    return markdown.table(header, ((name, *map(_short, cells)) for name, *cells in lines))


def _short(cell: object) -> str:
    text = "" if cell is None else str(cell)
    return text if len(text) <= WIDEST_CELL else f"{text[:WIDEST_CELL]}…"


def cited_documents(connection: duckdb.DuckDBPyConnection, table: Table) -> str | None:
    """Return the documents that the rows cite, with their addresses, as Markdown.

    None for a table whose rows rest on several documents each: ``neocloud explain`` names those.
    """
    if "source_id" not in table.columns or table.name == "reference.sources":
        return None
    found = connection.execute(SOURCES.format(table=table.name)).fetchall()
    lines = [
        f"- {_linked(title, url)}, {publisher} (`{source_id}`, {rows} row{'s' * (rows != 1)})"
        for source_id, title, publisher, url, rows in found[:SOURCES_SHOWN]
    ]
    if more := found[SOURCES_SHOWN:]:
        lines.append(f"- and {len(more)} more")
    return "\n".join(lines)


def column_origins(table: Table) -> str | None:
    """Return what each column of a derived table is computed from, as Markdown."""
    lineage = table.lineage()
    if not any(lineage.values()):
        return None
    rows = (
        (f"`{column}`", ", ".join(f"`{read}.{origin}`" for read, origin in origins))
        for column, origins in lineage.items()
    )
    return markdown.table(["column", "computed from"], rows)


def _linked(title: str, url: str | None) -> str:
    return f"[{title}]({url})" if url else title
