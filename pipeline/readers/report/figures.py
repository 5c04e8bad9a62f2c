"""What the page says: the rows, findings and sources of every chart, read from the warehouse."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from pipeline.project.bad_input import did_you_mean
from pipeline.project.queries import Row
from pipeline.project.queries import rows as rows_of
from pipeline.readers.report.cells import Cell, cell, exact
from pipeline.readers.report.chart import Chart
from pipeline.readers.report.charts import FOLDER
from pipeline.readers.report.columns import NUMERIC, Column, Kind
from pipeline.readers.report.drawn_columns import missing_columns
from pipeline.readers.report.queries import ReportSql
from pipeline.readers.report.texts import LANGUAGES, Language, Text

SOURCES = """
select source_id, title, publisher_name, published_date, url, licence_name, language_code
from reference.sources
where list_contains($1, source_id)
order by source_id
"""


@dataclass(frozen=True)
class Figure:
    """A chart with its data.

    ``query`` is the SQL that gave the rows, as pasted. ``as_of`` is the day on which the last of
    its rows became known.
    """

    name: str
    chart: Chart
    query: str
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
            "names": self.chart.height_per,
            "rows": [[exact(row[field]) for field in fields] for row in self.rows],
            "specs": self.specs,
        }


def figure(
    connection: duckdb.DuckDBPyConnection, name: str, chart: Chart, folder: Path = FOLDER
) -> Figure:
    """Ask the warehouse for what a chart shows; its queries lie in ``folder``, by its name.

    Raises:
        SqlFileError: if a query fails, gives no row, or lacks what the chart shows.
    """
    query, finding_query = (ReportSql(folder / f"{name}{end}.sql") for end in ("", ".finding"))
    rows, found = query.rows(connection), finding_query.rows(connection)
    if lacks := _lacking(rows, {column.name for column in chart.columns} | {"known_date"}):
        raise query.fault(1, f"lacks {lacks}, which {name}.py shows")
    if lacks := _lacking(found, LANGUAGES):
        raise finding_query.fault(1, f"lacks {lacks}, of which the finding is made")
    if not (known := [row["known_date"] for row in rows if row["known_date"]]):
        raise query.fault(1, "lacks any known_date; say since when its rows are known")
    finding = Text(str(found[0]["en"]), str(found[0]["zh"]))
    drawn = chart.draw(LANGUAGES[0]).to_dict()
    if missing := missing_columns(drawn, rows[0], chart.height_per):
        guess = did_you_mean(missing[0], rows[0])
        raise query.fault(1, f"lacks {missing[0]}, which {name}.py draws{guess}")
    names = len({row[chart.height_per] for row in rows}) if chart.height_per else 1
    specs = {each: _spec(chart, each, finding, chart.height * names) for each in LANGUAGES}
    cited = _sources(chart, rows)
    return Figure(name, chart, query.text, rows, finding, max(known), cited, specs)


def _lacking(rows: list[Row], promised: Iterable[str]) -> str:
    """Name what the rows do not have; nothing if they have all."""
    return ", ".join(sorted(set(promised) - rows[0].keys())) if rows else "any row"


def sources(
    connection: duckdb.DuckDBPyConnection, figures: Iterable[Figure], more: Sequence[str]
) -> list[Row]:
    """Return every source that the page cites; only web addresses are kept as links."""
    cited = sorted({*more, *(source for figure in figures for source in figure.sources)})
    found = rows_of(connection.execute(SOURCES, [cited]))
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


def _is_flag(field: str, rows: list[Row]) -> bool:
    return any(isinstance(row[field], bool) for row in rows)


def _is_numeric(field: str, kind: Kind | None, rows: list[Row]) -> bool:
    if kind:
        return kind in NUMERIC
    found = {type(row[field]).__name__ for row in rows} - {"NoneType"}
    return bool(found) and found <= {"int", "float", "Decimal"}
