"""``growth.market_sizes``: growth within one publication, and never across two."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

GROWTH = ("yoy_growth_fraction", "growth_bound_type", "cagr_fraction", "cagr_bound_type")


@pytest.fixture(scope="session")
def growth(run_sql):
    """Return a function that gives each row's growth by its key."""

    def growth(*sizes):
        found = run_sql(
            "growth/market_sizes",
            {
                "market.market_sizes": [
                    {
                        "source_id": source,
                        "year": year,
                        "market_size_usd": size,
                        "bound_type": bound,
                        "market_id": "cloud",
                        "segment_name": segment,
                    }
                    for source, year, size, bound, segment in (
                        row + ("exact", "total")[len(row) - 3 :] for row in sizes
                    )
                ],
                "reference.sources": [{"source_id": "a"}, {"source_id": "b"}],
            },
        )
        return {
            (row["source_id"], row["segment_name"], row["year"]): tuple(row[n] for n in GROWTH)
            for row in found
        }

    return growth


def test_growth_is_over_the_year_before_and_since_the_first_year(growth):
    assert growth(("a", 2020, 100), ("a", 2021, 110), ("a", 2022, 144)) == {
        ("a", "total", 2020): (None, None, None, None),
        ("a", "total", 2021): (pytest.approx(0.1), "exact", pytest.approx(0.1), "exact"),
        ("a", "total", 2022): (pytest.approx(144 / 110 - 1), "exact", pytest.approx(0.2), "exact"),
    }


def test_over_a_missing_year_there_is_an_average_but_no_yearly_growth(growth):
    found = growth(("a", 2020, 100), ("a", 2022, 121))
    assert found["a", "total", 2022] == (None, None, pytest.approx(0.1), "exact")


def test_segments_are_never_compared_with_each_other(growth):
    found = growth(("a", 2020, 100, "exact", "IaaS"), ("a", 2021, 110, "exact", "SaaS"))
    assert set(found.values()) == {(None, None, None, None)}


@pytest.mark.parametrize(
    ("first", "last", "bound"),
    [
        ("exact", "at_least", "at_least"),
        ("exact", "at_most", "at_most"),
        ("at_least", "exact", "at_most"),
        ("approximate", "exact", "approximate"),
        ("at_least", "at_least", None),
        ("exact", "order_of_magnitude", None),
    ],
)
def test_growth_is_stated_with_its_bound_or_not_at_all(growth, first, last, bound):
    found = growth(("a", 2020, 100, first), ("a", 2021, 110, last))
    value = bound and pytest.approx(0.1)
    assert found["a", "total", 2021] == (value, bound, value, bound)


SERIES = st.dictionaries(st.integers(2010, 2040), st.integers(1, 10**13), max_size=6)


@settings(max_examples=25, deadline=None)
@given(one=SERIES, other=SERIES)
def test_what_another_publication_says_changes_nothing(growth, one, other):
    alone = growth(*(("a", *size) for size in one.items()))
    beside = growth(
        *(("a", *size) for size in one.items()), *(("b", *size) for size in other.items())
    )
    assert {key: value for key, value in beside.items() if key[0] == "a"} == alone


@settings(max_examples=25, deadline=None)
@given(sizes=SERIES)
def test_growing_at_the_average_rate_leads_to_each_size(growth, sizes):
    found = growth(*(("a", *size) for size in sizes.items()))
    for year, size in sizes.items():
        yoy, _, cagr, _ = found["a", "total", year]
        if year > min(sizes):
            reached = sizes[min(sizes)] * (1 + cagr) ** (year - min(sizes))
            assert reached == pytest.approx(size, rel=1e-3)
        assert (yoy is not None) is (year - 1 in sizes)
        if yoy is not None:
            assert yoy == pytest.approx(size / sizes[year - 1] - 1)
