"""``growth.compute_capacity``: how fast computing power grows between two years."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st


@pytest.fixture(scope="session")
def growth(run_sql):
    """Return a function that gives (growth, doubling time, bound) by pair of years."""

    def growth(*capacities):
        found = run_sql(
            "growth/compute_capacity",
            {
                "core.compute_capacity": [
                    {
                        "year": year,
                        "capacity_eflop_per_s": capacity,
                        "bound_type": bound,
                        "region_code": region,
                        "capacity_type": kind,
                    }
                    for year, capacity, bound, region, kind in (
                        row + ("exact", "WORLD", "total")[len(row) - 2 :] for row in capacities
                    )
                ]
            },
        )
        return {
            (row["from_year"], row["to_year"]): (
                row["cagr_fraction"],
                row["doubling_time_years"],
                row["growth_bound_type"],
            )
            for row in found
        }

    return growth


def test_four_times_as_much_in_two_years_is_doubling_every_year(growth):
    assert growth((2020, 100), (2022, 400)) == {
        (2020, 2022): (pytest.approx(1.0), pytest.approx(1.0), "exact")
    }


def test_what_shrinks_never_doubles(growth):
    assert growth((2020, 400), (2022, 100)) == {(2020, 2022): (pytest.approx(-0.5), None, "exact")}


def test_a_forecast_of_at_least_so_much_is_growth_of_at_least_so_much(growth):
    assert growth((2020, 100), (2021, 150, "at_least"))[2020, 2021][2] == "at_least"
    assert growth((2020, 100, "at_least"), (2021, 150, "at_least")) == {
        (2020, 2021): (None, None, None)
    }


def test_kinds_and_regions_are_never_compared_with_each_other(growth):
    assert growth((2020, 100), (2022, 400, "exact", "CN")) == {}
    assert growth((2020, 100), (2022, 400, "exact", "WORLD", "intelligent")) == {}


@settings(max_examples=25, deadline=None)
@given(
    capacities=st.dictionaries(
        st.integers(2010, 2040), st.integers(1, 10**6), min_size=2, max_size=5
    )
)
def test_every_pair_of_years_is_compared_and_the_growth_chains(growth, capacities):
    found = growth(*capacities.items())
    assert set(found) == set(combinations(sorted(capacities), 2))
    for (first, last), (cagr, doubling_time_years, _) in found.items():
        ratio = capacities[last] / capacities[first]
        assert (1 + cagr) ** (last - first) == pytest.approx(ratio, rel=1e-3)
        if ratio > 1:
            assert 2 ** ((last - first) / doubling_time_years) == pytest.approx(ratio, rel=1e-3)
        else:
            assert doubling_time_years is None
