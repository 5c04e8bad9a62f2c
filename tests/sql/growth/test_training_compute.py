"""``growth.training_compute``: compute by rule, and the pace at which the frontier moves."""

import csv
from datetime import date, timedelta
from math import log2
from statistics import linear_regression

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.project.paths import current_project

FIRST_DAY = date(2020, 1, 1)
DAYS_PER_YEAR = 365.25


@pytest.fixture(scope="session")
def frontier(run_sql):
    """Return a function that gives the frontier of models (name, day, FLOP) and its pace."""

    def frontier(*models):
        found = run_sql(
            "growth/training_compute",
            {
                "core.training_compute": [
                    {
                        "model_id": name,
                        "release_date": None if day is None else FIRST_DAY + timedelta(day),
                        "training_compute_flop": flop,
                    }
                    for name, day, flop in models
                ],
                "market.ai_models": [
                    {"model_id": name, "source_id": "paper"} for name, _, _ in models
                ],
                "reference.sources": [{"source_id": "paper"}],
                "reference.assumptions": [
                    {"assumption_id": name, "scenario_code": "base", "value": value}
                    for name, value in [
                        ("training_flop_per_parameter_token", 6),
                        ("days_per_year", DAYS_PER_YEAR),
                    ]
                ],
            },
        )
        (pace,) = {(row["doubling_time_years"], row["frontier_model_count"]) for row in found}
        return {row["model_id"] for row in found if row["is_frontier"]}, *pace

    return frontier


def test_the_frontier_is_what_took_more_than_all_before_it_and_gives_the_pace(frontier):
    # From 2^70 to 2^78 in four years (1,461 days): two doublings a year.
    assert frontier(
        ("first", 0, 2.0**70),
        ("small", 400, 2.0**69),
        ("last", 1461, 2.0**78),
        ("late", 2000, 2.0**78),
        ("undated", None, 2.0**90),
    ) == ({"first", "last"}, pytest.approx(0.5), 2)


def test_one_model_alone_has_no_pace(frontier):
    assert frontier(("only", 0, 1e23)) == ({"only"}, None, 1)


def test_models_of_one_day_do_not_hide_each_other_whatever_their_names(frontier):
    for small, large in (("a", "b"), ("b", "a")):
        found, _, count = frontier((small, 0, 2.0**70), (large, 0, 2.0**71))
        assert (found, count) == ({"a", "b"}, 2)


@settings(max_examples=25, deadline=None)
@given(
    models=st.lists(st.tuples(st.integers(0, 40), st.integers(600, 900)), min_size=1, max_size=8)
)
def test_the_pace_is_the_slope_of_the_doublings_of_the_frontier(frontier, models):
    released = [
        (f"model_{n}", 91 * day, 2.0 ** (tenths / 10)) for n, (day, tenths) in enumerate(models)
    ]
    records = [
        (name, day, flop)
        for name, day, flop in released
        if all(flop > other for _, earlier, other in released if earlier < day)
    ]
    found, doubling_time_years, count = frontier(*released)
    assert (found, count) == ({name for name, _, _ in records}, len(records))
    days = [day / DAYS_PER_YEAR for _, day, _ in records]
    if len(set(days)) > 1:
        slope = linear_regression(days, [log2(flop) for _, _, flop in records]).slope
        expected = pytest.approx(1 / slope, rel=1e-3, abs=1e-5) if slope else None
        assert doubling_time_years == expected
    else:
        assert doubling_time_years is None


def test_the_rule_multiplies_six_by_weights_and_by_tokens(rows):
    with (current_project().seeds / "market" / "ai_models.csv").open(encoding="utf-8") as file:
        models = {(row["model_id"], row["source_id"]): row for row in csv.DictReader(file)}
    for row in rows("from growth.training_compute"):
        model = models[row["model_id"], row["source_id"]]
        weights, tokens = model["parameter_count"], model["training_token_count"]
        by_rule = 6 * int(weights) * int(tokens) if weights and tokens else None
        assert row["six_n_d_flop"] == (by_rule and pytest.approx(by_rule))
        if by_rule and model["training_compute_flop"]:
            ratio = float(model["training_compute_flop"]) / by_rule
            assert row["stated_to_six_n_d_ratio"] == pytest.approx(ratio)
        else:
            assert row["stated_to_six_n_d_ratio"] is None
