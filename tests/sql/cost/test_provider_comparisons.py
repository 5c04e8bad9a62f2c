"""``cost.provider_comparisons``: a list of components against a rival's whole instances."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

LISTED = {
    "price_list_id": "list",
    "provider_id": "cloud",
    "effective_from_date": date(2023, 6, 1),
    "effective_to_date": date(2023, 6, 30),
    "first_confirmed_date": date(2023, 6, 1),
    "last_confirmed_date": date(2023, 6, 30),
}
RIVAL = {
    "price_list_id": "rivals",
    "provider_id": "rival",
    "effective_from_date": date(2023, 6, 15),
    "effective_to_date": date(2023, 7, 15),
    "first_confirmed_date": date(2023, 6, 15),
    "last_confirmed_date": date(2023, 7, 15),
    "instance_type_name": "two",
    "region_name": "here",
    "commitment_type": "on_demand",
    "gpu_model_id": "gpu",
    "gpu_count": 2,
    "vcpu_count": 10,
    "ram_gb": 100,
    "price_usd_per_hour": Decimal("4.00"),
    "price_usd_per_gpu_hour": Decimal("2.00"),
}


@pytest.fixture(scope="session")
def comparisons(run_sql):
    """Return a function that compares one GPU at 1.00 with the instances of rivals."""

    def comparisons(*rivals, limits=(8, 48, 256), price=Decimal("1.00"), **listed):
        listed = {**LISTED, **listed}
        return run_sql(
            "cost/provider_comparisons",
            {
                "core.price_lists": [{**listed, "price_basis_code": "component"}],
                "core.component_prices": [
                    {
                        **listed,
                        "component_type": "gpu",
                        "gpu_model_id": "gpu",
                        "price_usd_per_unit_hour": price,
                    }
                ],
                "core.host_prices": [
                    {
                        "price_list_id": "list",
                        "vcpu_price_usd_per_unit_hour": Decimal("0.01"),
                        "ram_gb_price_usd_per_unit_hour": Decimal("0.005"),
                    }
                ],
                "core.instance_limits": [
                    {
                        "provider_id": "cloud",
                        "gpu_model_id": "gpu",
                        "max_gpu_count_per_instance": limits[0],
                        "max_vcpu_count_per_gpu": limits[1],
                        "max_ram_gb_per_gpu": limits[2],
                    }
                ],
                "core.instance_prices": rivals,
            },
        )

    return comparisons


def test_the_fair_saving_prices_the_rival_s_own_host(comparisons):
    (row,) = comparisons(RIVAL)
    same_host = (2 * Decimal("1.00") + 10 * Decimal("0.01") + 100 * Decimal("0.005")) / 2
    assert row["same_host_usd_per_gpu_hour"] == same_host == Decimal("1.30")
    assert row["same_host_saving_fraction"] == pytest.approx(1 - 1.30 / 2.00)
    assert row["component_only_saving_fraction"] == pytest.approx(1 - 1.00 / 2.00)
    assert row["is_same_host_orderable"] is True


def test_a_dearer_list_saves_less_than_nothing(comparisons):
    (row,) = comparisons(RIVAL, price=Decimal("3.00"))
    assert row["same_host_saving_fraction"] == pytest.approx(1 - 3.30 / 2.00)
    assert row["component_only_saving_fraction"] == pytest.approx(-0.5)


@pytest.mark.parametrize(
    ("limits", "shape", "orderable", "is_priced"),
    [
        pytest.param((2, 5, 50), {}, True, True, id="just within the limits"),
        pytest.param((1, 48, 256), {}, False, True, id="too many GPUs for one instance"),
        pytest.param((8, 4, 256), {}, False, False, id="too many vCPUs a GPU"),
        pytest.param((8, 48, 49), {}, False, False, id="too much memory a GPU"),
        pytest.param((8, None, None), {}, None, True, id="ceilings not known"),
        pytest.param((8, 48, 256), {"ram_gb": None}, None, False, id="memory not stated"),
        pytest.param((8, 48, 256), {"vcpu_count": None}, None, False, id="vCPUs not stated"),
    ],
)
def test_the_fair_saving_is_on_the_rival_s_host_in_however_many_instances(
    comparisons, limits, shape, orderable, is_priced
):
    (row,) = comparisons({**RIVAL, **shape}, limits=limits)
    assert row["is_same_host_orderable"] is orderable
    assert (row["same_host_saving_fraction"] is not None) is is_priced
    assert row["component_only_saving_fraction"] == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("first", "last", "is_compared"),
    [
        pytest.param(date(2023, 7, 1), None, False, id="after the list"),
        pytest.param(date(2023, 6, 30), None, True, id="from the last day of the list"),
        pytest.param(date(2023, 5, 1), date(2023, 6, 1), True, id="until its first day"),
        pytest.param(date(2023, 5, 1), date(2023, 5, 31), False, id="before it"),
        pytest.param(date(2023, 5, 1), date(2023, 8, 1), True, id="around it"),
    ],
)
def test_prices_are_compared_only_while_both_hold(comparisons, first, last, is_compared):
    rival = {**RIVAL, "effective_from_date": first, "effective_to_date": last}
    assert bool(comparisons(rival)) is is_compared


def test_no_list_is_compared_with_its_own_provider_or_with_another_gpu(comparisons):
    assert comparisons({**RIVAL, "provider_id": "cloud"}) == []
    assert comparisons({**RIVAL, "gpu_model_id": "other_gpu"}) == []


def test_of_several_regions_the_cheapest_stands_for_the_rival(comparisons):
    dear = {"price_usd_per_hour": Decimal("5.00"), "price_usd_per_gpu_hour": Decimal("2.50")}
    (row,) = comparisons({**RIVAL, **dear, "region_name": "afar"}, RIVAL)
    assert row["rival_usd_per_gpu_hour"] == Decimal("2.00")


@settings(max_examples=25, deadline=None)
@given(
    price=st.decimals(min_value="0.05", max_value="99", places=2),
    rival_price=st.decimals(min_value="0.05", max_value="99", places=2),
)
def test_the_fair_saving_is_below_the_one_that_forgets_the_host(comparisons, price, rival_price):
    (row,) = comparisons({**RIVAL, "price_usd_per_gpu_hour": rival_price}, price=price)
    fair, unfair = row["same_host_saving_fraction"], row["component_only_saving_fraction"]
    assert fair < unfair < 1
    assert unfair - fair == pytest.approx(0.30 / float(rival_price))  # the host's share of 2 GPUs


def test_a_host_confirmed_longer_ago_ages_the_comparison(rows):
    """The note's A100 was seen until 2024-12-06, its vCPUs on 2023-06-20: 10 + 92 + 23 days."""
    found = rows(
        "select distinct days_unconfirmed, same_host_usd_per_gpu_hour is null as is_bare"
        " from cost.provider_comparisons where rival_provider_id = 'oracle_cloud' order by all"
    )
    assert [tuple(row.values()) for row in found] == [(0, True), (125, False)]
