"""``cost.price_changes``: consecutive lists compared, naively and like for like."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

FIRST_DAY = date(2023, 1, 1)
PRICES = st.decimals(min_value="0.01", max_value="99", places=2)


def price_list(name, starts, ends=None, basis="component", provider="cloud"):
    """Return a price list that holds from one day to another, both counted from FIRST_DAY."""
    return {
        "price_list_id": name,
        "provider_id": provider,
        "price_basis_code": basis,
        "effective_from_date": FIRST_DAY + timedelta(starts),
        "effective_to_date": None if ends is None else FIRST_DAY + timedelta(ends),
        "first_confirmed_date": FIRST_DAY + timedelta(starts),
        "last_confirmed_date": FIRST_DAY + timedelta(starts if ends is None else ends),
    }


def bare(name, price, gpu_model="h100"):
    return {
        "price_list_id": name,
        "component_type": "gpu",
        "gpu_model_id": gpu_model,
        "price_usd_per_unit_hour": price,
    }


def bundle(name, price, shape, commitment="on_demand"):
    gpus, vcpus, ram_gb = shape
    return {
        "price_list_id": name,
        "instance_type_name": f"{gpus}x{vcpus}x{ram_gb}",
        "region_name": "here",
        "commitment_type": commitment,
        "gpu_model_id": "h100",
        "gpu_count": gpus,
        "vcpu_count": vcpus,
        "ram_gb": ram_gb,
        "price_usd_per_gpu_hour": price,
    }


@pytest.fixture(scope="session")
def changes(run_sql):
    """Return a function that compares price lists; a vCPU costs 0.01 and a GB 0.005."""

    def changes(lists, components=(), instances=()):
        return run_sql(
            "cost/price_changes",
            {
                "core.price_lists": lists,
                "core.component_prices": components,
                "core.instance_prices": instances,
                "core.host_prices": [
                    {
                        "price_list_id": row["price_list_id"],
                        "vcpu_price_usd_per_unit_hour": Decimal("0.01"),
                        "ram_gb_price_usd_per_unit_hour": Decimal("0.005"),
                    }
                    for row in lists
                    if row["price_basis_code"] == "component"
                ],
            },
        )

    return changes


def test_a_bundle_is_compared_with_the_same_host_bought_in_parts(changes):
    (row,) = changes(
        [price_list("parts", 0), price_list("bundles", 100, basis="instance")],
        [bare("parts", Decimal("2.00"))],
        [bundle("bundles", Decimal("2.25"), (2, 20, 60))],
    )
    same_host = Decimal("2.00") + 10 * Decimal("0.01") + 30 * Decimal("0.005")  # 2.25 a GPU
    assert row["is_basis_break"] is True
    assert row["from_like_for_like_usd_per_gpu_hour"] == same_host
    assert row["naive_change_fraction"] == pytest.approx(0.125)
    assert row["like_for_like_change_fraction"] == pytest.approx(0)


@pytest.mark.parametrize(
    ("earlier", "later", "like_for_like"),
    [
        pytest.param((8, 128, 2048), (8, 128, 2048), -0.1, id="same shape"),
        pytest.param((8, 128, 1024), (8, 128, 2048), None, id="other memory"),
        pytest.param((4, 128, 2048), (8, 128, 2048), None, id="other number of GPUs"),
        pytest.param((8, 128, None), (8, 128, 2048), None, id="host not stated"),
    ],
)
def test_bundles_are_like_for_like_only_in_the_same_shape(changes, earlier, later, like_for_like):
    (row,) = changes(
        [price_list("old", 0, basis="instance"), price_list("new", 9, basis="instance")],
        instances=[bundle("old", 10, earlier), bundle("new", 9, later)],
    )
    assert row["is_basis_break"] is False
    assert row["naive_change_fraction"] == pytest.approx(-0.1)
    assert row["like_for_like_change_fraction"] == (like_for_like and pytest.approx(like_for_like))


def test_parts_that_follow_a_bundle_have_no_like_for_like_change(changes):
    (row,) = changes(
        [price_list("bundles", 0, basis="instance"), price_list("parts", 9)],
        [bare("parts", 1)],
        [bundle("bundles", 2, (8, 128, 2048))],
    )
    assert (row["is_basis_break"], row["like_for_like_change_fraction"]) == (True, None)


def test_spot_prices_do_not_count_and_of_several_shapes_the_cheapest_does(changes):
    (row,) = changes(
        [price_list("old", 0, basis="instance"), price_list("new", 9, basis="instance")],
        instances=[
            bundle("old", 4, (8, 128, 2048)),
            bundle("old", 5, (1, 16, 256)),
            bundle("new", 3, (8, 128, 2048)),
            bundle("new", 1, (8, 128, 2048), "spot"),
        ],
    )
    assert (row["from_usd_per_gpu_hour"], row["to_usd_per_gpu_hour"]) == (4, 3)


def test_lists_of_two_providers_and_prices_of_two_gpus_make_no_change(changes):
    lists = [price_list("a", 0), price_list("b", 9), price_list("c", 20, provider="rival")]
    assert changes(lists, [bare("a", 1), bare("b", 2, "a100"), bare("c", 3)]) == []


PERIODS = st.lists(
    st.tuples(st.integers(0, 20), st.none() | st.integers(0, 10), PRICES), min_size=2, max_size=6
)


@settings(max_examples=40, deadline=None)
@given(periods=PERIODS)
def test_a_list_is_compared_with_the_first_that_begins_after_it_ended(changes, periods):
    starts = {f"list_{place}": start for place, (start, _, _) in enumerate(periods)}
    ends = {f"list_{place}": start + (days or 0) for place, (start, days, _) in enumerate(periods)}
    prices = {f"list_{place}": price for place, (_, _, price) in enumerate(periods)}
    open_ended = {f"list_{place}" for place, (_, days, _) in enumerate(periods) if days is None}
    found = changes(
        [price_list(n, starts[n], None if n in open_ended else ends[n]) for n in starts],
        [bare(name, price) for name, price in prices.items()],
    )
    following = {name: [n for n in starts if starts[n] > ends[name]] for name in starts}
    assert {(row["from_price_list_id"], row["to_price_list_id"]) for row in found} == {
        (name, n)
        for name, after in following.items()
        for n in after
        if starts[n] == min(starts[other] for other in after)
    }
    for row in found:  # without a break of basis the listed price is the like-for-like price
        change = prices[row["to_price_list_id"]] / prices[row["from_price_list_id"]] - 1
        assert row["naive_change_fraction"] == pytest.approx(float(change))
        assert row["like_for_like_change_fraction"] == row["naive_change_fraction"]
        assert row["is_basis_break"] is False


def test_no_two_lists_of_the_warehouse_that_overlap_make_a_change(rows):
    assert (
        rows(
            "select from_price_list_id, to_price_list_id from cost.price_changes"
            " inner join core.price_lists on price_list_id = from_price_list_id"
            " where to_date <= coalesce(effective_to_date, effective_from_date)"
        )
        == []
    )


def test_a_change_begins_on_the_day_on_which_its_price_was_first_seen(rows):
    """The page is of 2026-03-13; captures show its H100 on 2025-01-01, its A100 on 2025-05-11.

    They state no host, so like for like is known from the page on only.
    """
    found = rows(
        "select gpu_model_id, to_date, known_date from cost.price_changes"
        " where from_price_list_id = 'coreweave_note_2023_06_20' order by all"
    )
    assert [tuple(row.values()) for row in found] == [
        ("a100_sxm_80gb", date(2025, 5, 11), date(2026, 3, 13)),
        ("h100_sxm", date(2025, 1, 1), date(2026, 3, 13)),
    ]
    early = rows(
        "select gpu_model_id, to_date, naive_change_fraction, like_for_like_change_fraction"
        " from cost.price_changes_known_by('2025-05-10')"
        " where from_price_list_id = 'coreweave_note_2023_06_20'"
    )
    assert [tuple(row.values()) for row in early] == [
        ("h100_sxm", date(2025, 1, 1), pytest.approx(6.155 / 4.76 - 1), None)
    ]
