"""Words and queries of a chart go together; each query runs as pasted on the published file."""

from decimal import Decimal

import pytest

from pipeline.readers.report.charts import FOLDER, all_charts
from pipeline.readers.report.columns import Kind
from pipeline.readers.report.texts import CODES, LANGUAGES
from pipeline.tables.sql.file import sql_files

CHARTS = all_charts()


def test_every_chart_has_its_two_queries_and_no_query_is_without_a_chart():
    expected = {f"{name}{end}" for name in CHARTS for end in (".sql", ".finding.sql")}
    assert {path.name for path in FOLDER.glob("*.sql")} == expected


@pytest.mark.parametrize("name", CHARTS)
def test_the_rows_have_every_column_that_the_words_declare(name, charted):
    declared = {column.name for column in CHARTS[name].columns}
    height_per = CHARTS[name].height_per
    needed = declared | {"known_date"} | ({height_per} if height_per else set())
    assert charted[name]
    assert needed - charted[name][0].keys() == set()


@pytest.mark.parametrize("name", CHARTS)
def test_the_finding_is_one_sentence_in_each_language(name, rows):
    found = rows((FOLDER / f"{name}.finding.sql").read_text(encoding="utf-8"))
    assert [row.keys() for row in found] == [{*LANGUAGES}]
    assert found[0]["en"].endswith(".")
    assert found[0]["zh"].endswith("。")


@pytest.mark.parametrize("file", sql_files(FOLDER), ids=lambda file: file.path.stem)
def test_a_file_is_one_query_that_says_what_a_row_is(file):
    assert file.about.startswith("One row")
    assert file.query


def test_no_chart_names_the_note_s_list_by_its_id():
    assert [file.path.name for file in sql_files(FOLDER) if "coreweave_note" in file.text] == []


def test_every_code_has_words_in_both_languages(charted):
    for name, chart in CHARTS.items():
        codes = [column.name for column in chart.columns if column.kind == Kind.code]
        found = {str(row[code]) for row in charted[name] for code in codes if row[code]}
        assert found <= CODES.keys()


@pytest.mark.parametrize("column", ["offer_name", "offer_name_zh", "round_label", "round_label_zh"])
def test_rows_of_one_name_each_are_not_drawn_upon_each_other(column, charted):
    name = "rival_prices" if column.startswith("offer") else "funding_rounds"
    names = [row[column] for row in charted[name]]
    assert len(set(names)) == len(names)


def test_prices_are_decimals_to_the_last_digit(charted):
    found = {type(row["total_usd_per_hour"]) for row in charted["gpu_hour_parts"]}
    assert found == {Decimal}
