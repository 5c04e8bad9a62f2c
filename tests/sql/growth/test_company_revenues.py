"""``growth.company_revenues``: growth over the quarter and the year before, never over a gap."""

import sys
from datetime import date, timedelta
from math import prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

QUARTER_DAYS = 91
FIRST_DAY = date(2023, 1, 30)


def quarter(place, revenue, bound="exact", company="nvidia", segment="total"):
    """Return the revenue of the quarter at a place; place 0 is FY24Q1."""
    starts = FIRST_DAY + timedelta(place * QUARTER_DAYS)
    return {
        "company_id": company,
        "segment_name": segment,
        "fiscal_period_name": f"FY{24 + place // 4}Q{1 + place % 4}",
        "period_start_date": starts,
        "period_end_date": starts + timedelta(QUARTER_DAYS - 1),
        "revenue_usd": revenue,
        "bound_type": bound,
    }


def fiscal_year(place, revenue):
    """Return the revenue of the fiscal year at a place; place 0 is FY24."""
    first, last = quarter(4 * place, 1), quarter(4 * place + 3, 1)
    return {
        **quarter(0, revenue),
        "fiscal_period_name": f"FY{24 + place}",
        "period_start_date": first["period_start_date"],
        "period_end_date": last["period_end_date"],
    }


@pytest.fixture(scope="session")
def growth(run_sql):
    """Return a function that gives (growth over the quarter, over the year) by period."""

    def growth(*revenues):
        found = run_sql("growth/company_revenues", {"core.company_revenues": revenues})
        return {
            row["fiscal_period_name"]: (row["qoq_growth_fraction"], row["yoy_growth_fraction"])
            for row in found
        }

    return growth


def test_a_quarter_grows_over_the_one_before_and_over_the_same_one_a_year_before(growth):
    assert growth(*(quarter(place, 100 + 10 * place) for place in range(5))) == {
        "FY24Q1": (None, None),
        "FY24Q2": (pytest.approx(110 / 100 - 1), None),
        "FY24Q3": (pytest.approx(120 / 110 - 1), None),
        "FY24Q4": (pytest.approx(130 / 120 - 1), None),
        "FY25Q1": (pytest.approx(140 / 130 - 1), pytest.approx(0.4)),
    }


def test_a_missing_quarter_gives_no_growth_over_the_gap(growth):
    assert growth(quarter(0, 100), quarter(2, 200)) == {
        "FY24Q1": (None, None),
        "FY24Q3": (None, None),
    }


def test_a_year_is_compared_with_a_year_and_a_quarter_with_a_quarter(growth):
    found = growth(fiscal_year(0, 400), quarter(4, 150), fiscal_year(1, 600))
    assert found == {
        "FY24": (None, None),
        "FY25Q1": (None, None),
        "FY25": (None, pytest.approx(0.5)),
    }


@pytest.mark.parametrize("other", [{"company": "amd"}, {"segment": "data_center"}], ids=str)
def test_companies_and_segments_are_never_compared_with_each_other(growth, other):
    assert growth(quarter(0, 100), quarter(1, 110, **other))["FY24Q2"] == (None, None)


@pytest.mark.parametrize(
    ("first", "last", "is_stated"),
    [
        ("exact", "approximate", True),
        ("at_least", "exact", True),
        ("at_least", "at_least", False),
        ("order_of_magnitude", "exact", False),
    ],
)
def test_growth_between_figures_that_are_hedged_apart_is_not_stated(growth, first, last, is_stated):
    found = growth(quarter(0, 100, first), quarter(1, 110, last))
    assert found["FY24Q2"][0] == (pytest.approx(0.1) if is_stated else None)


@settings(max_examples=25, deadline=None)
@given(revenues=st.dictionaries(st.integers(0, 11), st.integers(1, 10**12), min_size=1))
def test_four_quarters_of_growth_make_the_growth_of_the_year(growth, revenues):
    found = growth(*(quarter(*revenue) for revenue in revenues.items()))
    names = {place: quarter(place, 1)["fiscal_period_name"] for place in range(12)}
    for place, revenue in revenues.items():
        by_quarter, by_year = found[names[place]]
        assert (by_quarter is not None) is (place - 1 in revenues)
        assert (by_year is not None) is (place - 4 in revenues)
        if by_year is not None:
            assert by_year == pytest.approx(revenue / revenues[place - 4] - 1)
        if all(place - back in revenues for back in range(5)):
            steps = [1 + found[names[place - back]][0] for back in range(4)]
            # of a growth near -100 % a double keeps few digits of what is left
            lost = sum(sys.float_info.epsilon / step for step in [*steps, 1 + by_year])
            assert prod(steps) == pytest.approx(1 + by_year, rel=1e-6 + lost)


def test_nvidia_s_data_centre_revenue_more_than_doubled_in_may_to_july_2023(rows):
    assert rows(
        "select qoq_growth_fraction, yoy_growth_fraction from growth.company_revenues"
        " where company_id = 'nvidia' and segment_name = 'data_center'"
        " and fiscal_period_name = 'FY24Q2'"
    ) == [
        {
            "qoq_growth_fraction": pytest.approx(10.32 / 4.28 - 1),
            "yoy_growth_fraction": pytest.approx(10.32 / 3.81 - 1),
        }
    ]
