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
