"""Words and queries of a chart go together; each query runs as pasted on the published file."""

import re
from decimal import Decimal

import duckdb
import pytest

from pipeline.readers.report.charts import FOLDER, all_charts
from pipeline.readers.report.columns import Kind
from pipeline.readers.report.texts import CODES, LANGUAGES
from pipeline.tables.sql.file import sql_files
from tests.conftest import rows_of

CHARTS = all_charts()
# The words that say how firmly a figure is known; an exact one needs none.
HEDGES = {
    "en": {
        "exact": "",
        "approximate": "about",
        "at_least": "at least",
        "at_most": "at most",
        "order_of_magnitude": "order of magnitude",
    },
    "zh": {
        "exact": "",
        "approximate": "约",
        "at_least": "至少",
        "at_most": "至多",
        "order_of_magnitude": "数量级",
    },
}


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


@pytest.fixture(scope="module")
def findings(built):
    """The finding of each chart, its file run as pasted in a prompt on the published file."""
    with duckdb.connect(str(built.published), read_only=True) as prompt:
        return {
            name: rows_of(prompt.execute((FOLDER / f"{name}.finding.sql").read_text("utf-8")))
            for name in CHARTS
        }


@pytest.mark.parametrize("name", CHARTS)
def test_the_finding_is_one_sentence_in_each_language(name, findings):
    assert [row.keys() for row in findings[name]] == [{*LANGUAGES, "bound_types"}]
    assert findings[name][0]["en"].endswith(".")
    assert findings[name][0]["zh"].endswith("。")


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_finding_names_whom_it_is_about_and_when(name, language, findings, rows):
    sentence = findings[name][0][language]
    names = "select party_name, party_name_zh from reference.parties"
    publishers = "select publisher_name as party_name from reference.sources"
    known = {name for row in rows(names) + rows(publishers) for name in row.values() if name}
    assert any(name in sentence for name in known)
    assert re.search(r"\b(19|20)\d\d\b", sentence, re.ASCII)


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_finding_hedges_as_its_figures_are_hedged(name, language, findings):
    bounds, sentence = findings[name][0]["bound_types"], findings[name][0][language]
    assert bounds
    assert None not in bounds
    assert [bound for bound in bounds if HEDGES[language][bound] not in sentence] == []


def test_a_ratio_is_never_said_as_a_rise_by_it():
    """A ratio of 8.55 is up to (升至) so many times, not up by (升幅) them."""
    files = [
        *FOLDER.parent.rglob("*.py"),
        *FOLDER.parent.rglob("*.sql"),
        *FOLDER.parent.rglob("*.j2"),
    ]
    wrong = re.compile(
        r"(升幅|涨幅|增幅|增长了?|上涨了?|提高了?|高出|降幅|下降了?)[^，。；%\n]{0,40}倍"
    )
    assert [file.name for file in files if wrong.search(file.read_text("utf-8"))] == []


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
