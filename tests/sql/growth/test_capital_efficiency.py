"""``growth.capital_efficiency``: what a quarter's revenue, fleet and debt say of each other."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

PAGE = "coreweave_page_2026_03_13"
ASSUMED = [
    {"assumption_id": name, "scenario_code": "base", "value": Decimal(value)}
    for name, value in (("hours_per_day", 24), ("list_price_max_age_days", 183))
]
QUARTER = {
    "company_id": "cloud",
    "segment_name": "total",
    "fiscal_period_name": "FY25Q2",
    "period_start_date": date(2025, 4, 1),
    "period_end_date": date(2025, 6, 30),
}
MONEY = (
    "revenue_usd",
    "low_revenue_usd_per_gpu_hour",
    "revenue_usd_per_gpu_hour",
    "high_revenue_usd_per_gpu_hour",
    "low_implied_utilization_fraction",
    "implied_utilization_fraction",
    "high_implied_utilization_fraction",
)


def fleet(day, low, central, high, per_h100=1):
    return {
        "owner_id": "cloud",
        "as_of_date": day,
        "gpu_count": central,
        "low_gpu_count": low,
        "high_gpu_count": high,
        "low_h100_equivalent_count": low * per_h100,
        "median_h100_equivalent_count": central * per_h100,
        "high_h100_equivalent_count": high * per_h100,
    }


def price_list(name, starts, ends, trust):
    return {
        "price_list_id": name,
        "provider_id": "cloud",
        "effective_from_date": starts,
        "effective_to_date": ends,
        "trust_rank": trust,
    }


@pytest.fixture(scope="session")
def quarters(run_sql):
    def quarters(**given):
        tables = {f"core.{name}": rows for name, rows in given.items() if name != "gpu_unit_costs"}
        return run_sql(
            "growth/capital_efficiency",
            {
                **tables,
                "cost.gpu_unit_costs": given.get("gpu_unit_costs", []),
                "reference.assumptions": ASSUMED,
            },
        )

    return quarters


def test_the_second_quarter_of_2025_by_hand(rows):
    (row,) = rows("from growth.capital_efficiency where period_end_date = '2025-06-30'")
    hours = (30 + 31 + 30) * 24
    revenue, debt = 1_212_788_000, Decimal("11171485000")
    assert hours == 2_184
    assert row == {
        "company_id": "coreweave",
        "period_end_date": date(2025, 6, 30),
        "price_list_id": PAGE,
        "fiscal_period_name": "FY25Q2",
        "period_start_date": date(2025, 4, 1),
        "list_from_date": date(2025, 1, 1),
        "list_confirmed_date": date(2026, 8, 22),
        "list_days_unconfirmed": 0,  # seen on 2025-01-01 and still in 2026
        "list_missing_reason": None,
        "known_date": date(2026, 4, 22),
        "revenue_usd": revenue,
        "debt_principal_usd": debt,
        "start_gpu_count": 277_946,
        "gpu_count": 304_242,
        "mean_gpu_count": 291_094,  # (277,946 + 304,242) / 2
        "low_h100_equivalent_count": 336_712,
        "median_h100_equivalent_count": 341_580,
        "high_h100_equivalent_count": 346_855,
        "quarter_hours": hours,
        "low_gpu_hours": 276_655 * hours,  # the fleet at the start, 5th percentile
        "high_gpu_hours": 307_083 * hours,  # the fleet at the end, 95th percentile
        "low_debt_usd_per_h100_equivalent": round(debt / 346_855, 2),
        "debt_usd_per_h100_equivalent": Decimal("32705.33"),
        "high_debt_usd_per_h100_equivalent": round(debt / 336_712, 2),
        "low_revenue_usd_per_gpu_hour": Decimal("1.808325"),
        "revenue_usd_per_gpu_hour": Decimal("1.907651"),  # 1,212,788,000 / 635,749,296
        "high_revenue_usd_per_gpu_hour": Decimal("2.007214"),
        "list_usd_per_gpu_hour": Decimal("49.24") / 8,
        "low_implied_utilization_fraction": pytest.approx(revenue / (307_083 * hours * 6.155)),
        "implied_utilization_fraction": pytest.approx(revenue / (291_094 * hours * 6.155)),
        "high_implied_utilization_fraction": pytest.approx(revenue / (276_655 * hours * 6.155)),
        "assumption_ids": "hours_per_day, list_price_max_age_days",
        "source_id": "epoch_ai_chip_counts_2026_04_22",
        "revenue_source_id": "coreweave_results_fy25q2_2025_08_12",
        "debt_source_id": "sec_coreweave_debt_2025_08_31",
        "list_source_id": PAGE,
    }
    assert round(row["implied_utilization_fraction"], 3) == 0.310


@pytest.mark.parametrize(
    ("quarter", "by_hand"),
    [
        ("FY24Q1", "1.49"),  # 188.7 M / ((44,157 + 71,468) / 2 * 2,184)
        ("FY24Q4", "1.66"),  # 747.004 M / ((166,849 + 241,168) / 2 * 2,208)
        ("FY25Q3", "1.85"),  # 1,364.676 M / ((304,242 + 362,908) / 2 * 2,208)
        ("FY25Q4", "1.63"),  # 1,571.904 M / ((362,908 + 511,608) / 2 * 2,208)
    ],
)
def test_revenue_is_over_the_mean_of_the_fleets_at_start_and_end(rows, quarter, by_hand):
    (row,) = rows(
        "select revenue_usd_per_gpu_hour from growth.capital_efficiency"
        f" where fiscal_period_name = '{quarter}'"
    )
    assert round(row["revenue_usd_per_gpu_hour"], 2) == Decimal(by_hand)


def test_unknown_revenue_gives_nothing_rather_than_zero_or_a_share_of_the_year(rows):
    found = rows(
        f"select period_end_date, {', '.join(MONEY)} from growth.capital_efficiency"
        " where fiscal_period_name is null"
    )
    assert sorted(str(row["period_end_date"]) for row in found) == [
        "2023-03-31",
        "2023-06-30",
        "2023-09-30",
        "2023-12-31",
    ]
    assert {row[name] for row in found for name in MONEY} == {None}


def test_debt_counts_only_on_the_day_of_its_balance(rows):
    assert rows(
        "select period_end_date, debt_usd_per_h100_equivalent from growth.capital_efficiency"
        " where debt_usd_per_h100_equivalent is not null order by all"
    ) == [
        {
            "period_end_date": day,
            "debt_usd_per_h100_equivalent": round(Decimal(debt) / fleet, 2),
        }
        for day, debt, fleet in (
            (date(2024, 12, 31), "8033477000", 241_168),
            (date(2025, 3, 31), "8800000000", 290_713),
            (date(2025, 6, 30), "11171485000", 341_580),
            (date(2025, 12, 31), "21615000000", 832_068),
        )
    ]


def test_a_quarter_whose_first_fleet_is_unknown_has_no_mean_and_no_bounds(quarters):
    (row,) = quarters(
        company_revenues=[{**QUARTER, "revenue_usd": Decimal(2184)}],
        gpu_fleets=[fleet(date(2025, 6, 30), 1, 2, 4)],
    )
    assert (row["mean_gpu_count"], row["revenue_usd_per_gpu_hour"]) == (None, None)
    assert (row["low_gpu_hours"], row["high_gpu_hours"]) == (None, None)
    assert row["high_revenue_usd_per_gpu_hour"] is None
    assert row["implied_utilization_fraction"] is None


LISTS = {
    "the only one, confirmed that day": ([("old", date(2023, 1, 1), date(2025, 6, 30), 3)], 4),
    "the next one, once it has begun": (
        [
            ("old", date(2023, 1, 1), date(2025, 6, 29), 1),
            ("new", date(2025, 6, 30), date(2025, 6, 30), 3),
        ],
        8,
    ),
    "the last known, half a year on": ([("old", date(2023, 1, 1), date(2024, 12, 29), 1)], 4),
    "none that was confirmed longer ago": (
        [("old", date(2023, 1, 1), date(2024, 12, 28), 1)],
        None,
    ),
    "none that begins later": ([("new", date(2025, 7, 1), date(2025, 7, 1), 1)], None),
    "of two that hold the more trusted": (
        [
            ("old", date(2023, 1, 1), date(2026, 1, 1), 1),
            ("new", date(2025, 1, 1), date(2025, 7, 1), 3),
        ],
        4,
    ),
}


@pytest.mark.parametrize(("lists", "price"), LISTS.values(), ids=LISTS)
def test_the_list_in_force_or_last_known_prices_the_fleet_unless_too_old(quarters, lists, price):
    found = quarters(
        company_revenues=[{**QUARTER, "revenue_usd": Decimal(2184)}],
        gpu_fleets=[fleet(date(2025, 3, 31), 1, 1, 1), fleet(date(2025, 6, 30), 1, 1, 1)],
        price_lists=[price_list(*entry) for entry in lists],
        gpu_unit_costs=[
            {
                "price_list_id": name,
                "gpu_model_id": "h100_sxm",
                "full_host_usd_per_gpu_hour": {"old": 4, "new": 8}[name],
                "full_host_first_confirmed_date": first,
                "full_host_last_confirmed_date": last,
                "last_confirmed_date": last,
            }
            for name, first, last, _ in lists
        ],
    )
    (row,) = (row for row in found if row["revenue_usd"] is not None)
    assert row["list_usd_per_gpu_hour"] == price
    assert row["implied_utilization_fraction"] == (price and 1 / price)
    assert (row["list_missing_reason"] is None) is (price is not None)


@pytest.mark.parametrize(
    ("quarter_end", "reason"),
    [
        # 11 + 31 * 4 + 30 * 2 - 1 = 194 days from 2023-06-20; the GPU was seen until 2024-12-06
        ("2023-12-31", "194 days before, over the 183 allowed; its GPU 0 days before"),
        ("2024-12-31", "560 days before, over the 183 allowed; its GPU 25 days before"),
    ],
)
def test_the_fleet_is_priced_by_the_list_that_the_as_of_question_takes(rows, quarter_end, reason):
    (row,) = rows(f"from growth.capital_efficiency where period_end_date = '{quarter_end}'")
    (asked,) = rows(
        "select price_list_id, days_unconfirmed from"
        f" price_list_as_of('coreweave', '{quarter_end}') where gpu_model_id = 'h100_sxm'"
    )
    note = "coreweave_note_2023_06_20"
    assert asked["price_list_id"] == note
    assert (
        row["list_missing_reason"]
        == f"the host price of the last list known, {note}, was confirmed {reason}"
    )
    assert reason.endswith(f"its GPU {asked['days_unconfirmed']} days before")


COUNTS = st.lists(st.integers(1, 10**6), min_size=3, max_size=3).map(sorted)


@settings(max_examples=30, deadline=None)
@given(COUNTS, COUNTS, st.integers(1, 10**10), st.integers(1, 10**10))
def test_bounds_enclose_the_central_figures(quarters, start, end, revenue, debt):
    found = quarters(
        company_revenues=[{**QUARTER, "revenue_usd": revenue}],
        company_financials=[
            {
                "company_id": "cloud",
                "financial_metric_type": "total_debt_principal",
                "period_end_date": date(2025, 6, 30),
                "amount_usd": debt,
            }
        ],
        gpu_fleets=[fleet(date(2025, 3, 31), *start), fleet(date(2025, 6, 30), *end, per_h100=2)],
    )
    (row,) = (row for row in found if row["revenue_usd"] is not None)
    for figure in ("revenue_usd_per_gpu_hour", "debt_usd_per_h100_equivalent"):
        assert row[f"low_{figure}"] <= row[figure] <= row[f"high_{figure}"]
    assert row["low_gpu_hours"] == min(start[0], end[0]) * 2184
    assert row["high_gpu_hours"] == max(start[2], end[2]) * 2184
