"""The page without a browser: what it holds, what it cites, and that data stay data."""

import re

import pytest

from pipeline.readers.report.charts import all_charts
from pipeline.readers.report.columns import NUMERIC, Kind
from tests.conftest import HOSTILE
from tests.readers.report.page_reader import Page, articles

CHARTS = all_charts()
MOST_BYTES = 3_000_000
# Worked out by hand or told by the audit's own tables, not by the report's queries.
TOLD = {
    "gpu_hour_parts": ("6.52", "4.76", "37 %"),  # 4.76 + 48 * 0.01 + 256 * 0.005 = 6.52
    "claimed_savings": (" 9 ", "21", "61.4 %", "29.2 %", "82.8 %", "73.9 %"),
    "basis_break": ("+29.3 %", "−0.7 %"),  # 6.155 / 4.76 and 6.155 / 6.20
    "funding_rounds": ("2026-08-10",),
    "compute_capacity": ("615", "56,000", "65.1 %", "1.38"),
}


def test_the_page_loads_nothing(read):
    loading = ("link", "img", "iframe", "object", "embed", "video", "audio", "source", "base")
    assert [tag for tag, _ in read.elements if tag in loading] == []
    assert [each for _, each in read.elements if "src" in each or "srcset" in each] == []
    assert [each for _, each in read.elements if any(name.startswith("on") for name in each)] == []


def test_every_link_leads_into_the_page_or_to_a_cited_document(read, rows):
    addresses = {row["url"] for row in rows("select url from reference.sources")}
    places = {each["id"] for _, each in read.elements if "id" in each}
    links = [each["href"] for tag, each in read.elements if tag == "a"]
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
def test_every_number_in_a_table_is_the_warehouse_s(name, read, charted):
    columns = CHARTS[name].columns
    numeric = [place for place, column in enumerate(columns) if column.kind in NUMERIC]
    expected = [
        ["" if row[columns[p].name] is None else str(row[columns[p].name]) for p in numeric]
        for row in charted[name]
    ]
    assert [[row[p] for p in numeric] for row in read.tables[name][1:]] == expected


@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_names_unit_date_and_source(name, html):
    facts = re.search(r'<dl class="facts">.*?</dl>', articles(html)[name], re.S)[0]
    assert {CHARTS[name].unit.en, CHARTS[name].unit.zh} <= set(Page(facts).texts)
    assert re.search(r'<time datetime="\d{4}-\d\d-\d\d">', facts)
    assert re.search(r'<a href="#source-\w+">', facts)


@pytest.mark.parametrize("name", CHARTS)
def test_every_row_leads_to_its_source(name, read, charted):
    cited = [column.name for column in CHARTS[name].columns if column.kind == Kind.source]
    assert cited
    places = {each.get("id") for _, each in read.elements}
    for row in charted[name]:
        assert any(row[column] for column in cited)
        assert {f"source-{row[column]}" for column in cited if row[column]} <= places


@pytest.mark.parametrize("name", TOLD)
def test_the_finding_says_what_was_worked_out_by_hand(name, html):
    finding = re.search(r'<p class="finding">(.*?)</p>', articles(html)[name], re.S)[1]
    assert [figure for figure in TOLD[name] if finding.count(figure) < 2] == []  # in both languages


def test_sums_over_an_incomplete_record_say_at_least_and_give_no_share(html):
    """Debt by hand, in M USD: 100 + 2,300 + 7,500 + 650 + 1,000 by 2024, 36,437.5 since."""
    finding = re.search(r'<p class="finding">(.*?)</p>', articles(html)["funding_rounds"], re.S)[1]
    assert "at least 47.99 billion of committed debt" in finding
    assert "债务至少 479.9 亿美元" in finding
    assert "%" not in finding


def test_the_verdicts_are_counted_as_the_audit_has_them(html, rows):
    note, others = (
        rows(f"""
            select verdict_code, count(*) as n from audit.claim_verdicts
            where source_id {sign} 'tf_securities_2023_06_20' group by all
        """)
        for sign in ("=", "<>")
    )
    finding = re.search(r'<p class="finding">(.*?)</p>', articles(html)["claim_verdicts"], re.S)[1]
    of_note, _, of_others = finding.partition("; of other documents")
    for counted, sentence in ((note, of_note), (others, of_others)):
        for row in counted:
            assert re.search(rf"\b{row['n']} (are )?{row['verdict_code']}", sentence)


def test_money_is_shown_with_every_digit_that_counts(html):
    assert '<data value="6.520000">6.52</data>' in html
    assert '<data value="6.155000">6.155</data>' in html
    assert '<data value="2300000000.00">2,300,000,000</data>' in html


def test_hostile_texts_stay_texts(hostile_report, read):
    html = hostile_report.read_text(encoding="utf-8")
    hostile = Page(html)
    assert [tag for tag, _ in hostile.elements].count("script") == [
        tag for tag, _ in read.elements
    ].count("script")
    assert [tag for tag, _ in hostile.elements if tag == "img"] == []
    assert [each for _, each in hostile.elements if "onerror" in each] == []
    links = [each["href"] for tag, each in hostile.elements if tag == "a"]
    assert [link for link in links if not link.startswith("#")] == []
    assert len([text for text in hostile.texts if text.startswith(HOSTILE)]) > len(CHARTS)
