"""``growth.market_sizes``: growth within one series: a publication, or a whole market."""

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


def test_documents_of_which_none_restates_another_are_one_series(rows):
    """Synergy by hand: (270 / 178) ^ (1 / 2) - 1 and (419 / 270) ^ (1 / 2) - 1."""
    found = rows(
        "select year, source_id, previous_year, annualised_growth_fraction as growth,"
        " annualised_bound_type as bound, yoy_growth_fraction as yoy, growth_known_date as known"
        " from growth.market_sizes where market_id = 'synergy_cloud_infrastructure_services'"
        " order by year"
    )
    assert [row["previous_year"] for row in found] == [None, 2021, 2023]
    assert [row["growth"] and round(row["growth"], 3) for row in found] == [None, 0.232, 0.246]
    assert [row["bound"] for row in found] == [None, "approximate", "approximate"]
    assert {row["yoy"] for row in found} == {None}
    assert len({row["source_id"] for row in found}) == 3
    assert [str(row["known"]) for row in found] == ["2022-02-03", "2024-02-01", "2026-02-17"]


def test_a_year_that_two_documents_state_alike_parts_no_series(growth):
    found = growth(("a", 2020, 100), ("a", 2021, 110), ("b", 2021, 110), ("b", 2022, 121))
    assert found["b", "total", 2022][:2] == (pytest.approx(0.1), "exact")
    assert found["b", "total", 2021][2:] == (pytest.approx(0.1), "exact")


SERIES = st.dictionaries(st.integers(2010, 2040), st.integers(1, 10**13), max_size=6)


@settings(max_examples=25, deadline=None)
@given(one=SERIES, other=SERIES)
def test_what_another_publication_restates_changes_nothing(growth, one, other):
    one, other = one | {2009: 1}, other | {2009: 2}
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
