"""``growth.valuations``: each valuation, and the step from the one before."""

from datetime import date, timedelta
from math import prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st


@pytest.fixture(scope="session")
def steps(run_sql):
    """Return a function that gives (previous valuation, step, implied round) by day and type."""

    def steps(*valuations):
        found = run_sql(
            "growth/valuations",
            {
                "core.valuations": [
                    {
                        "company_id": company,
                        "valuation_date": date(2023, 1, 1) + timedelta(day),
                        "valuation_type": kind,
                        "valuation_usd": value,
                    }
                    for company, day, kind, value in valuations
                ]
            },
        )
        return {
            (
                row["company_id"],
                (row["valuation_date"] - date(2023, 1, 1)).days,
                row["valuation_type"],
            ): (row["previous_valuation_usd"], row["step_up_ratio"], row["implied_round_usd"])
            for row in found
        }

    return steps


def test_a_step_is_taken_from_the_valuation_after_the_round_before(steps):
    assert steps(
        ("it", 0, "pre_money", 80),
        ("it", 0, "post_money", 100),
        ("it", 90, "pre_money", 150),
        ("it", 90, "post_money", 200),
        ("other", 50, "reported", 999),
    ) == {
        ("it", 0, "pre_money"): (None, None, 20),
        ("it", 0, "post_money"): (None, None, 20),
        ("it", 90, "pre_money"): (100, pytest.approx(1.5), 50),
        ("it", 90, "post_money"): (100, pytest.approx(2.0), 50),
        ("other", 50, "reported"): (None, None, None),
    }


def test_no_round_is_implied_where_only_one_side_of_it_is_known(steps):
    found = steps(("it", 0, "post_money", 100), ("it", 9, "pre_money", 50))
    assert found == {
        ("it", 0, "post_money"): (None, None, None),
        ("it", 9, "pre_money"): (100, pytest.approx(0.5), None),
    }


@settings(max_examples=25, deadline=None)
@given(values=st.lists(st.integers(1, 10**13), min_size=2, max_size=8))
def test_the_steps_lead_from_the_first_valuation_to_the_last(steps, values):
    found = steps(*(("it", day, "reported", value) for day, value in enumerate(values)))
    taken = [found["it", day, "reported"][1] for day in range(1, len(values))]
    assert prod(taken) == pytest.approx(values[-1] / values[0])


def test_coreweave_s_value_at_the_series_c_was_2_71_times_that_of_december_2023(rows):
    (row,) = rows(
        "select previous_valuation_usd, step_up_ratio from growth.valuations"
        " where valuation_date = date '2024-05-01'"
    )
    assert row == {
        "previous_valuation_usd": 7_000_000_000,
        "step_up_ratio": pytest.approx(19 / 7),
    }


def test_the_step_to_the_series_c_is_the_same_for_who_asks_in_the_month_it_closed(rows):
    (row,) = rows(
        "select step_up_ratio from growth.valuations_known_by('2024-05-20')"
        " where valuation_date = date '2024-05-01'"
    )
    assert row["step_up_ratio"] == pytest.approx(19 / 7)
