"""``audit.price_conflicts``: where two lists of one provider disagree while both hold."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

FIRST_DAY = date(2023, 1, 1)
DOCS, NOTE = "coreweave_docs_2023_01_12", "coreweave_note_2023_06_20"


def listed(name, starts, ends, price, offer="h100", trust=1, **other):
    """Return a price that sources confirm from one day to another, counted from FIRST_DAY.

    Without a last day its source shows it on the first only.
    """
    first, last = (FIRST_DAY + timedelta(day) for day in (starts, starts if ends is None else ends))
    return {
        "price_list_id": name,
        "offer_id": offer,
        "provider_id": "cloud",
        "price_basis_code": "component",
        "component_type": "gpu",
        "gpu_model_id": offer,
        "effective_from_date": first,
        "first_confirmed_date": first,
        "last_confirmed_date": last,
        "known_date": first,
        "trust_rank": trust,
        "price_usd_per_unit_hour": Decimal(price),
        "is_default": True,
        **other,
    }


@pytest.fixture(scope="session")
def conflicts(run_sql):
    return lambda *prices: run_sql("audit/price_conflicts", {"core.list_prices": prices})


def test_the_note_and_the_docs_disagree_on_the_hgx_h100_and_on_nothing_else(rows):
    assert rows("from audit.price_conflicts where provider_id = 'coreweave'") == [
        {
            "provider_id": "coreweave",
            "component_id": "h100_sxm",
            "price_list_id": DOCS,
            "other_price_list_id": NOTE,
            "preferred_price_list_id": DOCS,
            "preference_reason": (
                f"{DOCS} is preferred: its source has trust rank 1, that of the other list 3."
            ),
            # the first capture of CoreWeave's page that shows 4.76
            "overlap_from_date": date(2023, 4, 1),
            "overlap_to_date": date(2023, 7, 24),
            "known_date": date(2023, 6, 20),
            "price_usd_per_unit_hour": Decimal("4.78"),
            "other_price_usd_per_unit_hour": Decimal("4.76"),
            "price_difference_usd_per_unit_hour": Decimal("-0.02"),
            "price_difference_fraction": pytest.approx(-0.02 / 4.78),
            "source_id": DOCS,
            "other_source_id": "tf_securities_2023_06_20",
        }
    ]


def test_no_other_provider_contradicts_itself(rows):
    assert rows("from audit.price_conflicts where provider_id <> 'coreweave'") == []


@pytest.mark.parametrize("day", ["2023-04-01", "2023-06-20", "2023-07-24"])
def test_as_of_questions_take_the_list_that_the_conflict_prefers(rows, day):
    (row,) = rows(
        f"from price_list_as_of('coreweave', date '{day}') where gpu_model_id = 'h100_sxm'"
    )
    assert (row["price_list_id"], row["price_usd_per_unit_hour"]) == (DOCS, Decimal("4.78"))


def vcpu(name, starts, ends, price, offer, **other):
    kind = {"component_type": "vcpu", "gpu_model_id": None}
    return listed(name, starts, ends, price, offer, **kind, **other)


NO_CONFLICT = {
    "the same price": (listed("a", 0, 9, "1"), listed("b", 5, 9, "1")),
    "one after the other": (listed("a", 0, 4, "1"), listed("b", 5, 9, "2")),
    "one seen once, then another": (listed("a", 0, None, "1"), listed("b", 5, 9, "2")),
    "other things": (listed("a", 0, 9, "1"), listed("b", 0, 9, "2", offer="a40")),
    "two providers": (listed("a", 0, 9, "1"), listed("b", 0, 9, "2", provider_id="rival")),
    "a bare GPU and an instance": (
        listed("a", 0, 9, "1"),
        listed("b", 0, 9, "2", price_basis_code="instance"),
    ),
    "vCPU classes that are not the default": (
        vcpu("a", 0, 9, "1", "vcpu_rome", is_default=False),
        vcpu("b", 0, 9, "2", "vcpu"),
    ),
}


@pytest.mark.parametrize("prices", NO_CONFLICT.values(), ids=NO_CONFLICT)
def test_these_do_not_contradict_each_other(conflicts, prices):
    assert conflicts(*prices) == []


@pytest.mark.parametrize("price", ["0.01", "0.02"])
def test_the_default_vcpu_is_compared_under_whatever_name_the_lists_give_it(conflicts, price):
    found = conflicts(
        vcpu("docs", 0, 9, "0.01", "vcpu_amd_epyc_rome"),
        vcpu("note", 5, None, price, "vcpu", trust=3),
    )
    assert [row["component_id"] for row in found] == ["default_vcpu"] * (price != "0.01")


def test_a_vcpu_that_both_lists_name_alike_is_one_conflict_not_two(conflicts):
    found = conflicts(vcpu("a", 0, 9, "1", "vcpu"), vcpu("b", 0, 9, "2", "vcpu"))
    assert [row["component_id"] for row in found] == ["vcpu"]


PREFERENCES = {
    "trust": ((0, 2), (5, 1), "b", "its source has trust rank 1, that of the other list 2."),
    "recency": ((0, 1), (5, 1), "b", "both sources have trust rank 1, and it begins later, on"),
    "id": ((0, 1), (0, 1), "a", "trust rank 1 and first day are the same, so the id that sorts"),
}


@pytest.mark.parametrize(("one", "other", "winner", "why"), PREFERENCES.values(), ids=PREFERENCES)
def test_trust_decides_then_recency_then_the_id(conflicts, one, other, winner, why):
    prices = [
        listed(name, start, 9, price, trust=trust)
        for name, price, (start, trust) in (("a", "1", one), ("b", "2", other))
    ]
    (row,) = conflicts(*prices)
    assert row["preferred_price_list_id"] == winner
    assert row["preference_reason"].startswith(f"{winner} is preferred: {why}")


def days_of(price):
    """Return the days on which sources confirm a price."""
    start, end = price["first_confirmed_date"], price["last_confirmed_date"]
    return {start + timedelta(day) for day in range((end - start).days + 1)}


PRICES = st.lists(
    st.builds(
        lambda start, length, price: (start, None if length == 6 else start + length, price),
        st.integers(0, 8),
        st.integers(0, 6),
        st.sampled_from(["1", "2"]),
    ),
    max_size=5,
)


@settings(max_examples=60, deadline=None)
@given(PRICES)
def test_a_conflict_is_every_pair_with_a_day_in_common_and_two_prices(conflicts, prices):
    lists = [listed(f"list_{n}", *price) for n, price in enumerate(prices)]
    shared = {
        frozenset((one["price_list_id"], two["price_list_id"])): min(days_of(one) & days_of(two))
        for one, two in combinations(lists, 2)
        if one["price_usd_per_unit_hour"] != two["price_usd_per_unit_hour"]
        and days_of(one) & days_of(two)
    }
    found = conflicts(*lists)
    assert len(found) == len(shared)
    assert {
        frozenset((row["price_list_id"], row["other_price_list_id"])): row["overlap_from_date"]
        for row in found
    } == shared
