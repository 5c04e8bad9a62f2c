"""What is wrong with the charts that shows without their data."""

from collections.abc import Collection, Iterator

import duckdb

from pipeline.project.bad_input import did_you_mean
from pipeline.readers.report.charts import FOLDER, all_charts
from pipeline.readers.report.drawn_columns import missing_columns
from pipeline.readers.report.queries import FINDING, ReportSql
from pipeline.readers.report.texts import LANGUAGES
from pipeline.tables.sql.text import SqlFileError


def chart_faults(
    connection: duckdb.DuckDBPyConnection, hidden: Collection[str] = ()
) -> Iterator[str]:
    """Yield each chart whose query DuckDB refuses, or that draws a column its query lacks.

    ``connection`` is to a warehouse with every table but those ``hidden`` by a fault of theirs;
    what reads one of these is not blamed for it. Rows it needs none.
    """
    for name, chart in all_charts().items():
        query, finding = (ReportSql(FOLDER / f"{name}{end}") for end in (".sql", FINDING))
        try:
            columns = _columns(connection, query)
            _columns(connection, finding)
        except SqlFileError as error:
            text = query.text + finding.text
            if not any(name.removeprefix("macros.") in text for name in hidden):
                yield str(error)
            continue
        shown = {column.name for column in chart.columns} | {"known_date"}
        drawn = missing_columns(chart.draw(LANGUAGES[0]).to_dict(), columns, chart.height_per)
        for missing in sorted({*shown - {*columns}, *drawn}):
            guess = did_you_mean(missing, columns)
            yield f"{query.shown}:1 lacks {missing}, which {name}.py shows or draws{guess}"


def _columns(connection: duckdb.DuckDBPyConnection, query: ReportSql) -> list[str]:
    """Return the columns of a query; raise ``SqlFileError`` if DuckDB refuses it."""
    try:
        return [name for name, *_ in connection.execute(f"describe {query.body}").fetchall()]
    except duckdb.Error as error:
        raise query.refused(error, lines_before=-len(query.header)) from error
