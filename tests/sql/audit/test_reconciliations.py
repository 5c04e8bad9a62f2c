"""Figures that must come out in two ways."""

import pytest

ASSUMPTIONS = [
    {"assumption_id": name, "scenario_code": "base", "value": value}
    for name, value in [
        ("claim_rounding_tolerance", "0.005"),
        ("reconciliation_rounding_tolerance", "0.00001"),
    ]
]
GARTNER = "segments/gartner_public_cloud_end_user_spending/gartner_public_cloud_2023_04_30/2023"
IN_MILLIONS = [65_240, 138_962, 197_288, 42_401, 150_310, 3_122]


@pytest.fixture
def sums(rows):
    return {row["reconciliation_id"]: row for row in rows("from audit.reconciliations")}


@pytest.mark.parametrize(
    ("reconciliation", "whole", "parts"),
    [
        (
            "printed_total/coreweave/tf_securities_2023_06_20",
            576.5e6,
            (3 + 2.5 + 50 + 100 + 111 + 110 + 200) * 1e6,
        ),
        ("valuation_step/coreweave/2023-04-01", 2.221e9 - 2.0e9, 111e6 + 110e6),
        ("initial_public_offering/coreweave", 37_500_000 * 40, 1.4636e9 + 0.0364e9),
        ("drawn/coreweave_ddtl_1", 2.3e9, 2.0125e9),
        (
            "kinds/WORLD/changsha_evening_news_computing_power_2022_11_05/2021",
            615,
            369 + 232 + 14,
        ),
        (GARTNER, 597_325e6, sum(IN_MILLIONS) * 1e6),
        ("quarters/coreweave/total/FY24", 1.915e9, 188.7e6 + 395.371e6 + 583.941e6 + 747.004e6),
    ],
)
def test_the_parts_and_the_whole_are_those_worked_out_by_hand(reconciliation, whole, parts, sums):
    found = sums[reconciliation]
    assert found["expected_value"] == pytest.approx(whole)
    assert found["actual_value"] == pytest.approx(parts)
    assert found["difference_value"] == pytest.approx(parts - whole)
    assert found["is_reconciled"]


def test_segments_that_gartner_rounds_miss_its_total_by_two_millions(sums):
    assert sum(IN_MILLIONS) - 597_325 == -2
    assert sums[GARTNER]["difference_value"] == -2e6
    assert sums[GARTNER]["precision_code"] == "rounded"


def test_every_price_list_of_components_adds_up(sums, rows):
    lists = rows("select distinct price_list_id from cost.instance_prices")
    assert {f"price_parts/{row['price_list_id']}" for row in lists} == {
        name for name in sums if name.startswith("price_parts/")
    }


def test_all_of_today_come_out(sums):
    assert [name for name, row in sums.items() if not row["is_reconciled"]] == []


RULE = [
    # relation, precision, whole, parts, whether it comes out
    ("equal", "exact", 100, 100, True),
    ("equal", "exact", 100, 100.000001, False),
    ("equal", "exact", 0, 0, True),
    ("equal", "exact", 0, 1, False),
    ("equal", "rounded", 100_000, 100_001, True),
    ("equal", "rounded", 100_000, 100_002, False),
    ("equal", "approximate", 1000, 995, True),
    ("equal", "approximate", 1000, 994, False),
    ("at_most", "exact", 100, 1, True),
    ("at_most", "exact", 100, 101, False),
    ("at_most", "approximate", 1000, 1005, True),
    ("equal", "exact", 100, None, False),
]


@pytest.mark.parametrize(("relation", "precision", "whole", "parts", "comes_out"), RULE, ids=str)
def test_a_sum_comes_out_within_its_tolerance(
    relation, precision, whole, parts, comes_out, run_sql
):
    row = {
        "reconciliation_id": "r",
        "relation_code": relation,
        "precision_code": precision,
        "expected_value": whole,
        "actual_value": parts,
    }
    (found,) = run_sql(
        "audit/reconciliations",
        {"audit.market_reconciliations": [row], "reference.assumptions": ASSUMPTIONS},
    )
    assert found["is_reconciled"] is comes_out


def quarter(name, start, end, revenue):
    return {
        "company_id": "nvidia",
        "segment_name": "total",
        "fiscal_period_name": name,
        "period_start_date": start,
        "period_end_date": end,
        "revenue_usd": revenue,
    }


def test_quarters_that_fill_the_year_must_equal_it(run_sql):
    revenues = [
        quarter("FY24", "2023-01-30", "2024-01-28", 100),
        quarter("FY24Q1", "2023-01-30", "2023-04-30", 10),
        quarter("FY24Q2", "2023-05-01", "2023-07-30", 20),
        quarter("FY24Q3", "2023-07-31", "2023-10-29", 30),
    ]
    last = quarter("FY24Q4", "2023-10-30", "2024-01-28", 40)

    def found(rows):
        (row,) = run_sql("audit/market_reconciliations", {"core.company_revenues": rows})
        return row["relation_code"], row["actual_value"], row["expected_value"]

    assert found(revenues) == ("at_most", 60, 100)
    assert found([*revenues, last]) == ("equal", 100, 100)
