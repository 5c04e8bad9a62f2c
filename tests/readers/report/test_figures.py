"""A chart whose queries do not give what its words promise is refused, by file and line."""

import shutil

import pytest

from pipeline.readers.report.charts import FOLDER, all_charts
from pipeline.readers.report.figures import figure
from pipeline.tables.sql.text import SqlFileError

NAME = "valuation_steps"
CHART = all_charts()[NAME]
HEAD = "-- One row per valuation.\n"
SHOWN = r"^pipeline/readers/report/charts/valuation_steps"


@pytest.fixture
def folder(tmp_path):
    """A folder of charts with the two queries of one."""
    made = tmp_path / "charts"
    made.mkdir()
    for end in (".sql", ".finding.sql"):
        shutil.copy(FOLDER / f"{NAME}{end}", made)
    return made


def test_queries_that_keep_the_promise_make_a_figure(folder, warehouse):
    found = figure(warehouse, NAME, CHART, folder)
    assert found.query == (FOLDER / f"{NAME}.sql").read_text(encoding="utf-8")
    assert len(found.rows) == len(warehouse.execute("from growth.valuations").fetchall())


@pytest.mark.parametrize(
    ("end", "text", "said"),
    [
        (
            "",
            f"{HEAD}select valuation_usd, known_date from growth.valuations",
            r"\.sql:1 lacks bound_type, date_precision_code, .*, which valuation_steps\.py shows$",
        ),
        ("", f"{HEAD}from growth.valuations limit 0", r"\.sql:1 lacks any row"),
        (
            "",
            f"{HEAD}select * replace (null as known_date) from growth.valuations",
            r"\.sql:1 lacks any known_date; say since when its rows are known$",
        ),
        (
            "",
            f"{HEAD}-- Of all companies.\nselect *\nfrom growth.no_such_table",
            r"\.sql:4 is refused by DuckDB: Catalog Error: Table with name no_such_table does not",
        ),
        ("", "", r"\.sql:1 is empty; write one select, under what it gives as a comment$"),
        (
            ".finding",
            "select 'en' as en, 'zh' as zh",
            r"\.finding\.sql:1 opens without a comment; say what the sentence tells: -- One row, ",
        ),
        (
            ".finding",
            f"{HEAD}select 'en' as en, 'zh' as zh limit 0",
            r"\.finding\.sql:1 lacks any row",
        ),
        (
            ".finding",
            f"{HEAD}select 'en' as en",
            r"\.finding\.sql:1 lacks zh, of which the finding",
        ),
        (
            ".finding",
            f"{HEAD}select\n    'en' as en,\n    no_such as zh",
            r"\.finding\.sql:4 is refused by DuckDB: Binder Error: Referenced column \"no_such\"",
        ),
    ],
    ids=[
        "columns",
        "row",
        "known date",
        "table",
        "text",
        "no comment",
        "finding",
        "language",
        "column of the finding",
    ],
)
def test_a_query_that_breaks_its_promise_is_named(end, text, said, folder, warehouse):
    (folder / f"{NAME}{end}.sql").write_text(text, encoding="utf-8")
    with pytest.raises(SqlFileError, match=SHOWN + said):
        figure(warehouse, NAME, CHART, folder)


@pytest.mark.parametrize("column", ["month_name", "step_name"])
def test_a_column_that_only_the_drawing_takes_is_missed_too(column, folder, warehouse):
    """Vega would draw nothing where it finds none, and say so to nobody."""
    query = folder / f"{NAME}.sql"
    query.write_text(query.read_text("utf-8").replace(f"as {column}", f"as {column}s"), "utf-8")
    said = rf"\.sql:1 lacks {column}, which valuation_steps\.py draws; did you mean '{column}s'\?$"
    with pytest.raises(SqlFileError, match=SHOWN + said):
        figure(warehouse, NAME, CHART, folder)


@pytest.mark.parametrize("end", ["", ".finding"])
def test_a_chart_without_its_query_is_named(end, folder, warehouse):
    (folder / f"{NAME}{end}.sql").unlink()
    with pytest.raises(SqlFileError, match=rf"{SHOWN}{end}\.sql:1 cannot be read: No such file"):
        figure(warehouse, NAME, CHART, folder)
