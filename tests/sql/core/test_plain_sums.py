"""What may be added up as it stands, beside what may not."""

from decimal import Decimal

import pytest

BILLION = 10**9


def test_contracts_of_openai_and_meta_count_once(rows):
    """By hand, in billion USD: 11.9 + 4.0 + 6.5 of OpenAI and 14.2 of Meta, all of 2025."""
    sums = "select sum(amount_usd) as usd from {} where customer_id in ('openai', 'meta')"
    (once,) = rows(sums.format("core.purchase_commitments_known_by('2025-12-31')"))
    assert once["usd"] == Decimal("36.6") * BILLION
    (today,) = rows(sums.format("core.purchase_commitments"))
    assert today["usd"] == Decimal("57.6") * BILLION  # and Meta's 21 of April 2026


def test_a_statement_that_its_document_contradicts_is_not_counted(rows):
    """What "several billion" came to is held since November 2024 only."""
    stated = "select commitment_id, amount_usd from {} where customer_id = 'microsoft'"
    then, today = (
        rows(stated.format(f"core.purchase_commitments{day}"))
        for day in ("_known_by('2023-06-20')", "")
    )
    assert then == [{"commitment_id": "microsoft_2023_body", "amount_usd": None}]
    assert today == [{"commitment_id": "microsoft_2023_body", "amount_usd": 10 * BILLION}]


@pytest.mark.parametrize(
    ("company", "year", "billions"),
    [
        ("nvidia", "FY26", "215.93"),  # 44.1 + 46.7 + 57.0 + 68.13
        ("coreweave", "FY24", "1.915016"),  # 188.7 + 395.371 + 583.941 + 747.004 M
        ("coreweave", "FY23", "0.229"),  # no quarters are held
    ],
)
def test_the_revenue_of_a_year_is_the_plain_sum(rows, company, year, billions):
    (found,) = rows(
        "select sum(revenue_usd) as usd from core.disjoint_revenues"
        f" where company_id = '{company}' and fiscal_year_name = '{year}'"
    )
    assert found["usd"] == Decimal(billions) * BILLION


def test_a_year_whose_quarters_are_not_all_held_stands_for_them(run_sql):
    def revenue(name, start, end, usd, segment="total"):
        return {
            "company_id": "cloud",
            "segment_name": segment,
            "fiscal_period_name": name,
            "period_start_date": start,
            "period_end_date": end,
            "revenue_usd": usd,
        }

    found = run_sql(
        "core/disjoint_revenues",
        {
            "core.company_revenues": [
                revenue("FY24", "2024-01-01", "2024-12-31", 100),
                revenue("FY24Q1", "2024-01-01", "2024-03-31", 10),
                revenue("FY24Q1", "2024-01-01", "2024-03-31", 9, "data_center"),
                revenue("FY25Q1", "2025-01-01", "2025-03-31", 30),
            ]
        },
    )
    assert {row["fiscal_period_name"]: row["revenue_usd"] for row in found} == {
        "FY24": 100,
        "FY25Q1": 30,
    }


def test_a_contract_is_known_from_the_first_report_of_its_amount(rows):
    """Meta's 14.2 billion by an article of September 2025, not by the 10-K that is preferred."""
    found = rows("""
        select commitment_id, cast(known_date as varchar) as known from core.purchase_commitments
        where commitment_id in ('meta_2025_09', 'microsoft_2023_body') order by all""")
    assert [row["known"] for row in found] == ["2025-09-30", "2024-11-30"]


@pytest.mark.parametrize(
    ("company", "year", "complete"),
    [
        ("nvidia", "FY26", True),  # four quarters
        ("coreweave", "FY23", True),  # the year itself
        ("coreweave", "FY26", False),  # two quarters
        ("microsoft", "FY23", False),  # one quarter
    ],
)
def test_a_year_without_all_its_quarters_is_flagged(rows, company, year, complete):
    found = rows(
        "select distinct is_year_complete as complete from core.disjoint_revenues"
        f" where company_id = '{company}' and fiscal_year_name = '{year}'"
    )
    assert found == [{"complete": complete}]


@pytest.mark.parametrize(
    ("year", "usd"),
    [
        (2024, -863_000_000),  # the year: of its quarters only three are held
        (2025, -1_167_237_000),  # 314.6 + 290.509 + 110.124 + 452.004 M
    ],
)
def test_the_net_income_of_a_year_is_the_plain_sum(rows, year, usd):
    (found,) = rows(
        "select sum(amount_usd) as usd from core.disjoint_financials"
        " where company_id = 'coreweave' and financial_metric_type = 'net_income'"
        f" and year(period_end_date) = {year}"
    )
    assert found["usd"] == usd


def test_a_year_stands_beside_its_last_quarter(rows):
    found = rows("""
        select period_month_count as months, amount_usd from core.company_financials
        where financial_metric_type = 'net_income' and period_end_date = '2025-12-31'
        order by months""")
    assert found == [
        {"months": 3, "amount_usd": -452_004_000},
        {"months": 12, "amount_usd": -1_167_000_000},
    ]


@pytest.mark.parametrize(
    ("held", "standing"),
    [
        ({"Q1", "Q2", "H1", "Q3", "Q4", "FY"}, {"Q1", "Q2", "Q3", "Q4"}),
        ({"Q1", "Q2", "H1", "FY"}, {"FY"}),
        ({"Q1", "H1"}, {"H1"}),
        ({"Q1", "Q2", "H1", "Q3"}, {"Q1", "Q2", "Q3"}),
        ({"H1", "Q3", "Q4", "FY"}, {"H1", "Q3", "Q4"}),
    ],
)
def test_the_shortest_periods_that_fill_a_longer_one_stand_for_it(run_sql, held, standing):
    spans = {
        "Q1": ("2024-01-01", "2024-03-31"),
        "Q2": ("2024-04-01", "2024-06-30"),
        "Q3": ("2024-07-01", "2024-09-30"),
        "Q4": ("2024-10-01", "2024-12-31"),
        "H1": ("2024-01-01", "2024-06-30"),
        "FY": ("2024-01-01", "2024-12-31"),
    }
    flows = [
        {
            "company_id": "cloud",
            "financial_metric_type": "net_income",
            "period_start_date": spans[name][0],
            "period_end_date": spans[name][1],
        }
        for name in sorted(held)
    ]
    balance = flows[0] | {"period_start_date": None, "financial_metric_type": "debt"}
    found = run_sql("core/disjoint_financials", {"core.company_financials": [*flows, balance]})
    days = {(str(row["period_start_date"]), str(row["period_end_date"])) for row in found}
    assert days == {spans[name] for name in standing}


def test_a_price_of_three_regions_counts_once(rows):
    (found,) = rows(
        "select count(*) as offers, sum(region_count) as regions from core.offer_prices"
        " where price_list_id = 'coreweave_page_2026_03_13'"
    )
    (listed,) = rows(
        "select count(*) as n, count(distinct (offer_name, commitment_type,"
        " price_usd_per_unit_hour)) as prices from core.list_prices"
        " where price_list_id = 'coreweave_page_2026_03_13'"
    )
    assert (found["offers"], found["regions"]) == (listed["prices"], listed["n"])
    assert found["offers"] < found["regions"]


def test_an_offer_has_the_label_under_which_it_is_sold(rows):
    """One meaning a name: a component's id is its item_name, in each table and macro."""
    sold = " where item_name = 'a100_sxm_40gb' and offer_name = 'A100_NVLINK'"
    assert rows(f"from core.offer_prices {sold} and price_list_id = 'coreweave_docs_2021_01_18'")
    assert rows(f"from price_list_as_of('coreweave', '2021-02-01') {sold}")
    assert (
        rows("""
        select distinct offer_name from core.offer_prices
        except all select distinct offer_name from core.list_prices
    """)
        == []
    )


NOT_TO_BE_SUMMED = {
    "core.funding_tranches": "where is_new_money only, and never joined to investors",
    "core.tranche_investors": "take growth.funding_by_investor for sums",
    "core.company_revenues": "for sums take core.disjoint_revenues",
    "core.list_prices": "for counts and averages take core.offer_prices",
    "core.company_financials": "take core.disjoint_financials",
    "funding.tranches": "for sums take growth.funding_by_round",
    "funding.tranche_investors": "for sums take growth.funding_by_investor",
    "funding.purchase_commitments": "for sums take core.purchase_commitments",
    "market.company_revenues": "for sums take core.disjoint_revenues",
    "market.company_financials": "take core.disjoint_financials",
    "market.gpu_fleets": "never added up",
    "pricing.instance_prices": "for counts and averages take core.offer_prices",
}


@pytest.mark.parametrize(("table", "words"), NOT_TO_BE_SUMMED.items(), ids=NOT_TO_BE_SUMMED)
def test_the_comment_of_a_table_says_how_not_to_sum_it(rows, table, words):
    (found,) = rows(
        f"select comment from duckdb_tables() where schema_name || '.' || table_name = '{table}'"
    )
    assert words in found["comment"].replace("\n", " ")
