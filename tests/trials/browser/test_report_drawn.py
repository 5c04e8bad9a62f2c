"""What the charts draw in a real Chromium: a mark for each row, in both languages."""

import pytest

from tests.trials.browser.opened_report import opened

KINDS = ("rect", "rule", "line", "symbol", "text")
NOTE = "where price_list_id = 'coreweave_note_2023_06_20'"
SAVINGS = (
    "select count(*) from audit.claimed_savings"
    " where claim_id = 'saving_80_percent_over_competitors'"
)
# What a chart must show, counted in the warehouse: marks of a kind = a number of rows.
MARKS = {
    "gpu_hour_parts": {
        "rect": f"select 3 * count(*) from cost.instance_prices {NOTE} and recipe_id = 'max_host'",
        "text": f"select count(*) from cost.instance_prices {NOTE} and recipe_id = 'max_host'",
    },
    "rival_prices": {"rule": SAVINGS, "symbol": f"select 2 * ({SAVINGS})"},
    "claimed_savings": {"rule": "1", "text": "1", "symbol": f"select 2 * ({SAVINGS})"},
    "basis_break": {
        "rect": "select 3 * count(*) from cost.price_changes where is_basis_break"
        " and from_price_list_id = 'coreweave_note_2023_06_20'",
        "text": "select 3 * count(*) from cost.price_changes where is_basis_break"
        " and from_price_list_id = 'coreweave_note_2023_06_20'",
    },
    "training_costs": {
        "rule": "select 3 * count(distinct model_id) from cost.training_runs",
        "symbol": "select 3 * count(distinct model_id) from cost.training_runs",
    },
    "funding_rounds": {
        "rect": "select sum((equity_usd > 0)::int + (debt_usd > 0)::int + (secondary_usd > 0)::int)"
        " from growth.funding_by_round",
        "text": "select count(*) from growth.funding_by_round",
    },
    "valuation_steps": {
        "rect": "select count(*) from growth.valuations",
        "text": "select count(*) from growth.valuations",
    },
    "market_sizes": {
        "line": "select count(distinct source_id) from market.market_sizes"
        " where segment_name = 'total'",
        "symbol": "select count(*) from market.market_sizes where segment_name = 'total'",
        "text": "select count(*) from market.market_sizes where segment_name = 'total'"
        " and bound_type <> 'exact'",
    },
    "market_growth": dict.fromkeys(
        ("rect", "symbol", "text"),
        "select count(annualised_growth_fraction) from growth.market_sizes"
        " where segment_name = 'total'",
    ),
    "compute_capacity": {
        "line": "select count(distinct region_code) from core.compute_capacity"
        " where capacity_type = 'total'",
        "symbol": "select count(*) from core.compute_capacity where capacity_type = 'total'",
        "text": "select count(*) from core.compute_capacity where capacity_type = 'total'",
    },
    "revenue_per_gpu_hour": {
        # a quarter whose list price is not known shows no tick
        "rect": "select count(list_usd_per_gpu_hour) from growth.capital_efficiency",
        "rule": "select count(revenue_usd) from growth.capital_efficiency",
        "symbol": "select count(revenue_usd) from growth.capital_efficiency",
        "text": "1",
        "line": "1",  # unseen: it gives every quarter its place
    },
    "debt_per_gpu": dict.fromkeys(
        ("rule", "symbol", "text"),
        "select count(debt_principal_usd) from growth.capital_efficiency",
    ),
    "claim_verdicts": dict.fromkeys(
        ("rect", "text"), "select count(distinct verdict_code) from audit.claim_verdicts"
    ),
}
# Each on-demand price of a list, of several regions one.
LISTED = """
select count(distinct (price_list_id, gpu_model_id)) from core.list_prices
where provider_id = 'coreweave' and commitment_type = 'on_demand'
    and gpu_model_id is not null and offer_usd_per_gpu_hour is not null
"""
# 4.78 and 4.76 of the H100 are two prices; all others are one for each basis.
PRICES = """
select count(distinct (gpu_model_id, price_basis_code, offer_usd_per_gpu_hour))
from core.list_prices
where provider_id = 'coreweave' and commitment_type = 'on_demand'
    and gpu_model_id is not null and offer_usd_per_gpu_hour is not null
"""
MARKS["price_history"] = {
    # a bar and a tick for each, and the shade of the break
    "rect": f"select 2 * ({LISTED}) + 1",
    "text": f"select ({PRICES}) + 1",  # prices, and the words on the shade
}
COUNT = """
name => Object.fromEntries(["rect", "rule", "line", "symbol", "text"].map(kind => [kind,
    document.querySelectorAll(`[data-chart=${name}] .mark-${kind}.role-mark > *`).length]))
"""


@pytest.fixture(scope="module")
def read_in(browser, report):
    """Return a function that gives the page in a language, drawn once, to tests that only look."""
    pages = {}

    def read(language):
        if language not in pages:
            pages[language] = opened(browser.new_page(), report, language)
        return pages[language]

    yield read
    for page in pages.values():
        page.close()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_chart_is_drawn_with_the_right_number_of_marks(read_in, rows, language):
    page = read_in(language)
    names = page.evaluate(
        "[...document.querySelectorAll('[data-chart]')].map(e => e.dataset.chart)"
    )
    expected = {}
    for name, kinds in MARKS.items():
        counts = {kind: kinds.get(kind, "0") for kind in KINDS}
        sql = {kind: n if "select" in n else f"select {n}" for kind, n in counts.items()}
        expected[name] = {kind: int(*rows(text)[0].values()) for kind, text in sql.items()}
    assert {name: page.evaluate(COUNT, name) for name in names} == expected


def test_in_chinese_nothing_but_names_and_quotes_stays_english(read_in):
    page = read_in("zh")
    assert page.locator("[data-in=en]:visible").count() == 0
    untold = page.evaluate("""[...document.querySelectorAll(
        "h1, h2, h3, .finding, figcaption p, label, legend, summary, thead th, button"
    )].filter(e => e.checkVisibility() && !/[\\u4e00-\\u9fff]/.test(e.innerText))
      .map(e => e.innerText)""")
    assert set(untold) <= {"English", "GPU"}


def test_a_mark_shows_the_row_of_the_table(read_in):
    page = read_in("en")
    page.locator("[data-chart=gpu_hour_parts] .mark-rect.role-mark path").first.hover()
    hint = page.locator("#vg-tooltip-element")
    assert "H100 SXM5 80GB" in hint.inner_text()
    assert "6.52" in hint.inner_text()
    page.mouse.move(1, 1)
    assert hint.count() == 0
