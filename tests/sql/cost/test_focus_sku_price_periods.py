"""``cost.focus_sku_prices``: which lists become one record, and which are left out."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

FIRST_DAY = date(2023, 1, 1)


def listed(name, starts, ends, price, trust=1, offer="h100_sxm"):
    """Return a price of a list that holds from one day to another, counted from FIRST_DAY."""
    return {
        "price_list_id": name,
        "offer_id": offer,
        "offer_name": offer,
        "component_type": "gpu",
        "commitment_type": "on_demand",
        "provider_id": "cloud",
        "trust_rank": trust,
        "effective_from_date": FIRST_DAY + timedelta(starts),
        "effective_to_date": None if ends is None else FIRST_DAY + timedelta(ends),
        "first_confirmed_date": FIRST_DAY + timedelta(starts),
        "last_confirmed_date": FIRST_DAY + timedelta(starts if ends is None else ends),
        "known_date": FIRST_DAY + timedelta(starts),
        "price_usd_per_unit_hour": Decimal(price),
    }


@pytest.fixture(scope="session")
def periods(run_sql):
    """Return a function that gives each record as SKU, price, first day and day after the last."""

    def periods(*prices):
        records = run_sql(
            "cost/focus_sku_prices",
            {
                "core.list_prices": prices,
                "reference.parties": [{"party_id": "cloud", "party_name": "Cloud"}],
            },
        )
        return sorted(
            (
                row["SkuPriceId"],
                int(row["UnitPrice"]),
                day(row["SkuPriceEffectiveStart"]),
                day(row["SkuPriceEffectiveEnd"]),
                row["x_PriceListId"],
            )
            for row in records
        )

    return periods


def day(moment):
    return None if moment is None else (moment - datetime(2023, 1, 1)).days


CASES = {
    "lists that follow on and agree are one record": (
        [listed("a", 0, 4, "1"), listed("b", 5, 9, "1")],
        [("h100_sxm", 1, 0, 10, "b")],
    ),
    "lists that overlap and agree are one record, of the more trusted": (
        [listed("a", 0, 6, "1", trust=1), listed("b", 5, None, "1", trust=3)],
        [("h100_sxm", 1, 0, 7, "a")],
    ),
    "a gap keeps two records apart": (
        [listed("a", 0, 3, "1"), listed("b", 5, 9, "1")],
        [("h100_sxm", 1, 0, 4, "a"), ("h100_sxm", 1, 5, 10, "b")],
    ),
    "a new price is a new record": (
        [listed("a", 0, 4, "1"), listed("b", 5, 9, "2")],
        [("h100_sxm", 1, 0, 5, "a"), ("h100_sxm", 2, 5, 10, "b")],
    ),
    "of two that disagree the more trusted counts while both hold": (
        [listed("a", 0, 6, "1", trust=1), listed("b", 5, 9, "2", trust=3)],
        [("h100_sxm", 1, 0, 7, "a"), ("h100_sxm", 2, 7, 10, "b")],
    ),
    "of two that disagree and are trusted alike the later counts while both hold": (
        [listed("a", 0, 6, "1"), listed("b", 5, 9, "2")],
        [("h100_sxm", 1, 0, 5, "a"), ("h100_sxm", 2, 5, 10, "b")],
    ),
    "the less trusted holds before and after the other": (
        [listed("a", 0, 9, "1", trust=3), listed("b", 4, 5, "2", trust=1)],
        [("h100_sxm", 1, 0, 4, "a"), ("h100_sxm", 1, 6, 10, "a"), ("h100_sxm", 2, 4, 6, "b")],
    ),
    "a list without a known end holds on the day of its source": (
        [listed("a", 0, None, "1"), listed("b", 5, None, "2")],
        [("h100_sxm", 1, 0, 1, "a"), ("h100_sxm", 2, 5, 6, "b")],
    ),
}


@pytest.mark.parametrize(("prices", "expected"), CASES.values(), ids=CASES)
def test_periods(periods, prices, expected):
    assert periods(*prices) == expected


LISTS = st.lists(
    st.builds(
        lambda start, length, price, trust: (
            start,
            None if length == 5 else start + length,
            price,
            trust,
        ),
        st.integers(0, 8),
        st.integers(0, 5),
        st.sampled_from(["1", "2"]),
        st.integers(1, 2),
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=40, deadline=None)
@given(LISTS)
def test_no_day_has_two_prices_and_no_record_a_price_that_no_list_states(periods, lists):
    records = periods(*(listed(f"list_{n}", *entry) for n, entry in enumerate(lists)))
    spans = sorted((start, end) for _, _, start, end, _ in records)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
    for _, price, start, end, name in records:
        assert int(lists[int(name.removeprefix("list_"))][2]) == price
        for day in range(start, end):
            assert any(
                first <= day <= (first if last is None else last) and int(stated) == price
                for first, last, stated, _ in lists
            )


@settings(max_examples=40, deadline=None)
@given(LISTS)
def test_every_day_on_which_a_list_is_confirmed_has_a_price(periods, lists):
    records = periods(*(listed(f"list_{n}", *entry) for n, entry in enumerate(lists)))
    priced = {day for _, _, start, end, _ in records for day in range(start, end)}
    assert priced == {
        day
        for first, last, _, _ in lists
        for day in range(first, (first if last is None else last) + 1)
    }


@settings(max_examples=40, deadline=None)
@given(LISTS)
def test_the_price_that_as_of_questions_prefer_before_all_others_is_never_left_out(periods, lists):
    # the most trusted list, of several the one that begins last, of those the first by id
    best = min(range(len(lists)), key=lambda n: (lists[n][3], -lists[n][0], n))
    starts, _, price, _ = lists[best]
    records = periods(*(listed(f"list_{n}", *entry) for n, entry in enumerate(lists)))
    assert [found for _, found, first, end, _ in records if first <= starts < end] == [int(price)]
