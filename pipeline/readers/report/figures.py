"""What the page says: the rows, findings and sources of every chart, read from the warehouse."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

from pipeline.readers.report.cells import Cell, cell, exact
from pipeline.readers.report.chart import Chart
from pipeline.readers.report.columns import NUMERIC, Column, Kind
from pipeline.readers.report.texts import LANGUAGES, Language, Text

Row = dict[str, Any]
SOURCES = """
select source_id, title, publisher_name, published_date, url, licence_name, language_code
from reference.sources
where list_contains($1, source_id)
order by source_id
"""


class ReportError(Exception):
    """A chart's query does not give what the chart promises."""


@dataclass(frozen=True)
class Figure:
    """A chart with its data.

    ``as_of`` is the day on which the last of its rows became known.
    """

    name: str
    chart: Chart
    rows: list[Row]
    finding: Text
    as_of: date
    sources: tuple[str, ...]
    specs: dict[Language, dict[str, Any]]

    @property
    def cells(self) -> list[list[tuple[Column, Cell]]]:
        """Return the cells of the table, row by row."""
        return [[(column, cell(column, row)) for column in self.chart.columns] for row in self.rows]

    @property
    def data(self) -> dict[str, Any]:
        """Return what the page's script needs to draw the chart and to hand out its rows."""
        kinds = {column.name: column.kind for column in self.chart.columns}
        fields = list(self.rows[0])
        return {
            "fields": fields,
            "numeric": [f for f in fields if _is_numeric(f, kinds.get(f), self.rows)],
            "codes": [f for f in fields if kinds.get(f) == Kind.code or _is_flag(f, self.rows)],
            "shown": [column.name for column in self.chart.columns],
            "rows": [[exact(row[field]) for field in fields] for row in self.rows],
            "specs": self.specs,
        }


def figure(connection: duckdb.DuckDBPyConnection, name: str, chart: Chart) -> Figure:
    """Ask the warehouse for what a chart shows.

    Raises:
        ReportError: if a query fails, gives no row, or lacks what the chart shows.
    """
    try:
        rows, found = _ask(connection, chart.query), _ask(connection, chart.finding)
    except duckdb.Error as error:
        raise ReportError(f"pipeline/report/charts/{name}.py: {error}") from error
    known = [row["known_date"] for row in rows if row.get("known_date")]
    if lacks := _lacking(chart, rows, found) or ("" if known else "any known_date"):
        raise ReportError(f"pipeline/report/charts/{name}.py: the query lacks {lacks}")
    finding = Text(str(found[0]["en"]), str(found[0]["zh"]))
    names = len({row[chart.height_per] for row in rows}) if chart.height_per else 1
    height = chart.height * names
    specs = {language: _spec(chart, language, finding, height) for language in LANGUAGES}
    return Figure(name, chart, rows, finding, max(known), _sources(chart, rows), specs)


def _lacking(chart: Chart, rows: list[Row], found: list[Row]) -> str:
    """Name what the queries of a chart do not give; nothing if they give all."""
    if not rows:
        return "any row"
    if not found:
        return "a finding"
    promised = {column.name for column in chart.columns} | {"known_date"}
    return ", ".join(sorted(promised - rows[0].keys()))


def sources(
    connection: duckdb.DuckDBPyConnection, figures: Iterable[Figure], more: Sequence[str]
) -> list[Row]:
    """Return every source that the page cites; only web addresses are kept as links."""
    cited = sorted({*more, *(source for figure in figures for source in figure.sources)})
    found = _ask(connection, SOURCES, [cited])
    return [row | {"link": web_address(row["url"])} for row in found]


def web_address(url: str | None) -> str | None:
    """Return an address that a click may open: http or https, or none."""
    return url if url and url.lower().startswith(("http://", "https://")) else None


def _spec(chart: Chart, language: Language, finding: Text, height: int) -> dict[str, Any]:
    table = Text("The data are in the table below.", "数据见下方表格。")[language]
    described = chart.draw(language).properties(
        description=f"{finding[language]} {table}", height=height
    )
    spec: dict[str, Any] = described.to_dict()
    return {part: value for part, value in spec.items() if part not in ("config", "$schema")}


def _sources(chart: Chart, rows: list[Row]) -> tuple[str, ...]:
    columns = [column.name for column in chart.columns if column.kind == Kind.source]
    cited = {row[column] for row in rows for column in columns}
    return tuple(sorted(cited - {None}))


def _ask(
    connection: duckdb.DuckDBPyConnection, query: str, parameters: Sequence[Any] | None = None
) -> list[Row]:
    result = connection.execute(query, parameters)
    names = [column[0] for column in result.description or []]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def _is_flag(field: str, rows: list[Row]) -> bool:
    return any(isinstance(row[field], bool) for row in rows)


def _is_numeric(field: str, kind: Kind | None, rows: list[Row]) -> bool:
    if kind:
        return kind in NUMERIC
    found = {type(row[field]).__name__ for row in rows} - {"NoneType"}
    return bool(found) and found <= {"int", "float", "Decimal"}
