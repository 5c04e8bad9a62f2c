"""The report without a browser: what it holds, what it cites, and that data stay data."""

import re
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser

import dagster as dg
import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.orchestration.assets.report import REPORT, report_asset
from pipeline.orchestration.resource import Warehouse
from pipeline.project.paths import Project
from pipeline.readers.report.chart import all_charts
from pipeline.readers.report.columns import NUMERIC, Kind
from pipeline.readers.report.figures import ReportError, figure
from pipeline.readers.report.texts import CODES
from pipeline.readers.report.write import write_report
from tests.conftest import HOSTILE

CHARTS = all_charts()
MOST_BYTES = 3_000_000
# Worked out by hand or told by the audit's own tables, not by the report's queries.
TOLD = {
    "gpu_hour_parts": ("6.52", "4.76", "37 %"),  # 4.76 + 48 * 0.01 + 256 * 0.005 = 6.52
    "claimed_savings": ("61.4 %", "13.9 %", "73.9 %"),
    "basis_break": ("+29.3 %", "−0.7 %"),  # 6.155 / 4.76 and 6.155 / 6.20
    "funding_rounds": ("75 %",),
    "compute_capacity": ("615", "56,000", "65.1 %", "1.38"),
}


class Page(HTMLParser):
    """The elements of a page, and the cells of its tables by chart."""

    def __init__(self, html):
        super().__init__()
        self.elements, self.tables, self.texts = [], {}, []
        self.table = self.row = None
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.elements.append((tag, attributes))
        if "data-table" in attributes:
            self.table = self.tables.setdefault(attributes["data-table"], [])
        elif tag == "tr" and self.table is not None:
            self.row = []
            self.table.append(self.row)
        elif tag in ("td", "th") and self.row is not None:
            self.row.append("")
        elif tag == "data" and self.row:
            self.row[-1] = attributes["value"]

    def handle_endtag(self, tag):
        if tag == "table":
            self.table = self.row = None

    def handle_data(self, text):
        self.texts.append(text)


@pytest.fixture(scope="module")
def html(report):
    return report.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def page(html):
    return Page(html)


def articles(html):
    found = re.findall(r'<article class="chart" id="chart-(\w+)".*?</article>', html, re.S)
    return dict(
        zip(found, re.findall(r'<article class="chart".*?</article>', html, re.S), strict=True)
    )


def test_the_page_loads_nothing(page):
    loading = ("link", "img", "iframe", "object", "embed", "video", "audio", "source", "base")
    assert [tag for tag, _ in page.elements if tag in loading] == []
    assert [each for _, each in page.elements if "src" in each or "srcset" in each] == []
    assert [each for _, each in page.elements if any(name.startswith("on") for name in each)] == []


def test_every_link_leads_into_the_page_or_to_a_cited_document(page, rows):
    addresses = {row["url"] for row in rows("select url from reference.sources")}
    places = {each["id"] for _, each in page.elements if "id" in each}
    links = [each["href"] for tag, each in page.elements if tag == "a"]
    assert {link for link in links if link[1:] not in places} <= addresses
    assert {link for link in links if link.startswith("#")} <= {f"#{place}" for place in places}


def test_the_browser_is_told_to_load_nothing(html):
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)[1]
    assert policy.startswith("default-src &#39;none&#39;;")
    assert "http" not in policy
    assert "&#39;unsafe-inline&#39;; script-src" in policy  # of styles only


def test_the_page_weighs_under_three_megabytes(report):
    assert report.stat().st_size < MOST_BYTES


@pytest.mark.parametrize("name", CHARTS)
def test_every_number_in_a_table_is_the_warehouse_s(name, page, rows):
    columns = CHARTS[name].columns
    numeric = [place for place, column in enumerate(columns) if column.kind in NUMERIC]
    expected = [
        ["" if row[columns[p].name] is None else str(row[columns[p].name]) for p in numeric]
        for row in rows(CHARTS[name].query)
    ]
    assert [[row[p] for p in numeric] for row in page.tables[name][1:]] == expected


@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_names_unit_date_and_source(name, html):
    facts = re.search(r'<dl class="facts">.*?</dl>', articles(html)[name], re.S)[0]
    assert {CHARTS[name].unit.en, CHARTS[name].unit.zh} <= set(Page(facts).texts)
    assert re.search(r'<time datetime="\d{4}-\d\d-\d\d">', facts)
    assert re.search(r'<a href="#source-\w+">', facts)


@pytest.mark.parametrize("name", CHARTS)
def test_every_row_leads_to_its_source(name, page, rows):
    cited = [column.name for column in CHARTS[name].columns if column.kind == Kind.source]
    assert cited
    places = {each.get("id") for _, each in page.elements}
    for row in rows(CHARTS[name].query):
        assert any(row[column] for column in cited)
        assert {f"source-{row[column]}" for column in cited if row[column]} <= places


@pytest.mark.parametrize("name", TOLD)
def test_the_finding_says_what_was_worked_out_by_hand(name, html):
    finding = re.search(r'<p class="finding">(.*?)</p>', articles(html)[name], re.S)[1]
    assert [figure for figure in TOLD[name] if finding.count(figure) < 2] == []  # in both languages


def test_the_verdicts_are_counted_as_the_audit_has_them(html, rows):
    counted = rows("select verdict_code, count(*) as n from audit.claim_verdicts group by all")
    finding = re.search(r'<p class="finding">(.*?)</p>', articles(html)["claim_verdicts"], re.S)[1]
    for row in counted:
        assert re.search(rf"\b{row['n']} (are )?{row['verdict_code']}", finding)


def test_money_is_shown_with_every_digit_that_counts(page, html):
    assert '<data value="6.520000">6.52</data>' in html
    assert '<data value="6.155000">6.155</data>' in html
    assert '<data value="2300000000.00">2,300,000,000</data>' in html


def test_every_code_has_words_in_both_languages(rows):
    for chart in CHARTS.values():
        codes = [column.name for column in chart.columns if column.kind == Kind.code]
        found = {str(row[code]) for row in rows(chart.query) for code in codes if row[code]}
        assert found <= CODES.keys()


@pytest.mark.parametrize("column", ["offer_name", "offer_name_zh", "round_label", "round_label_zh"])
def test_rows_of_one_name_each_are_not_drawn_upon_each_other(column, rows):
    chart = CHARTS["rival_prices" if column.startswith("offer") else "funding_rounds"]
    names = [row[column] for row in rows(chart.query)]
    assert len(set(names)) == len(names)


def test_the_same_release_makes_the_same_page(built, report, tmp_path):
    again = write_report(built, tmp_path / "again.html")
    assert again.path.read_bytes() == report.read_bytes()


def test_hostile_texts_stay_texts(hostile_report, page):
    html = hostile_report.read_text(encoding="utf-8")
    hostile = Page(html)
    assert [tag for tag, _ in hostile.elements].count("script") == [
        tag for tag, _ in page.elements
    ].count("script")
    assert [tag for tag, _ in hostile.elements if tag == "img"] == []
    assert [each for _, each in hostile.elements if "onerror" in each] == []
    links = [each["href"] for tag, each in hostile.elements if tag == "a"]
    assert [link for link in links if not link.startswith("#")] == []
    assert len([text for text in hostile.texts if text.startswith(HOSTILE)]) > len(CHARTS)


def test_a_query_that_breaks_its_promise_is_named(warehouse):
    chart = CHARTS["valuation_steps"]
    lacking = replace(chart, query="select valuation_usd, known_date from growth.valuations")
    with pytest.raises(ReportError, match=r"charts/mine\.py: the query lacks bound_type, date_"):
        figure(warehouse, "mine", lacking)


@pytest.mark.parametrize(
    ("part", "text", "said"),
    [
        ("query", "from growth.valuations limit 0", "the query lacks any row"),
        ("finding", "select 'en' as en, 'zh' as zh limit 0", "the query lacks a finding"),
        ("query", "from growth.no_such_table", "Catalog Error: Table with name no_such_table"),
    ],
    ids=["no row", "no finding", "no table"],
)
def test_a_query_without_an_answer_is_named(part, text, said, warehouse):
    broken = replace(CHARTS["valuation_steps"], **{part: text})
    with pytest.raises(ReportError, match=rf"charts/mine\.py: {said}"):
        figure(warehouse, "mine", broken)


def test_rows_that_nobody_knows_since_when_are_refused(warehouse):
    chart = CHARTS["valuation_steps"]
    timeless = replace(chart, query=f"select * replace (null as known_date) from ({chart.query})")
    with pytest.raises(ReportError, match="the query lacks any known_date"):
        figure(warehouse, "mine", timeless)


def test_no_charting_library_slows_the_other_commands():
    rooms = "pipeline.cli, pipeline.orchestration.assets.report"
    loaded = f"import sys, {rooms}; print('altair' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True)
    assert found.stdout == "False\n"


def neocloud(*arguments):
    return CliRunner().invoke(app, ["report", *map(str, arguments)])


def test_the_command_writes_the_page_and_says_where(built, tmp_path, monkeypatch):
    monkeypatch.setenv("NEOCLOUD_DATA", str(built.data))
    path = tmp_path / "new folder" / "page.html"
    result = neocloud("-O", path)
    assert result.exit_code == 0
    said = rf"wrote {re.escape(str(path))}: {len(CHARTS)} charts, \d\.\d MB, release \S+\n"
    assert re.fullmatch(said, result.stdout)
    assert [each.name for each in path.parent.iterdir()] == ["page.html"]


def test_without_a_warehouse_the_command_says_how_to_make_one(tmp_path, monkeypatch):
    monkeypatch.setenv("NEOCLOUD_DATA", str(tmp_path))
    result = neocloud()
    assert result.exit_code == 1
    assert "make it with: neocloud build" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_leaves_nothing_behind(built, tmp_path, monkeypatch):
    monkeypatch.setenv("NEOCLOUD_DATA", str(built.data))
    (tmp_path / "taken").mkdir()
    result = neocloud("-O", tmp_path / "taken")
    assert result.exit_code == 1
    assert "cannot write the report" in result.stderr
    assert [each.name for each in tmp_path.iterdir()] == ["taken"]


def test_the_asset_writes_the_page_beside_the_published_file(built, tmp_path):
    own = Project(built.root, tmp_path / "data")
    own.data.mkdir()
    own.published.write_bytes(built.published.read_bytes())
    warehouse = Warehouse(root=str(own.root), data=str(own.data))
    result = dg.materialize([report_asset()], resources={"warehouse": warehouse})
    metadata = result.asset_materializations_for_node("published__report")[0].metadata
    assert metadata["charts"].value == len(CHARTS)
    assert metadata["bytes"].value == (own.data / "report.html").stat().st_size
    assert metadata["path"].value == str(own.data / "report.html")


def test_the_asset_without_a_published_file_fails_with_the_remedy(built, tmp_path):
    warehouse = Warehouse(root=str(built.root), data=str(tmp_path))
    result = dg.materialize(
        [report_asset()], resources={"warehouse": warehouse}, raise_on_error=False
    )
    assert not result.success
    failed = result.failure_data_for_node("published__report").user_failure_data
    assert "make it with: neocloud build" in failed.description
    assert report_asset().key == REPORT


def test_prices_are_decimals_to_the_last_digit(rows):
    chart = CHARTS["gpu_hour_parts"]
    assert {type(row["total_usd_per_hour"]) for row in rows(chart.query)} == {Decimal}
