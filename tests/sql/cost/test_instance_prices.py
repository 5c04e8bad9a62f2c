"""``cost.instance_prices``: every recipe priced at every component list that sells it."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

ASSUMPTIONS = [
    {"assumption_id": "hours_per_month", "scenario_code": "base", "value": 730},
    {"assumption_id": "hours_per_year", "scenario_code": "base", "value": 8760},
]
PRICES = st.decimals(min_value="0.000001", max_value="999", places=6)
COUNTS = st.integers(1, 64)


@pytest.fixture(scope="session")
def priced(run_sql):
    """Return a function that prices one recipe for one GPU of one list."""

    def priced(gpu_price, vcpu_price, ram_price, recipe, limits=None):
        return run_sql(
            "cost/instance_prices",
            {
                "core.component_prices": [
                    {
                        "price_list_id": "list",
                        "provider_id": "cloud",
                        "gpu_model_id": "gpu",
                        "component_type": "gpu",
                        "price_usd_per_unit_hour": gpu_price,
                    }
                ],
                "core.host_prices": [
                    {
                        "price_list_id": "list",
                        "vcpu_price_usd_per_unit_hour": vcpu_price,
                        "ram_gb_price_usd_per_unit_hour": ram_price,
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
                ]
                if limits
                else [],
                "pricing.instance_recipes": [
                    {
                        "recipe_id": "recipe",
                        "gpu_count": recipe[0],
                        "vcpu_count": recipe[1],
                        "ram_gb": recipe[2],
                    }
                ],
                "reference.assumptions": ASSUMPTIONS,
            },
        )

    return priced


def shape(row):
    return row["gpu_count"], row["vcpu_count"], row["ram_gb"]


def test_an_instance_costs_its_gpus_and_its_vcpus_and_its_memory(priced):
    two, cent, half_a_cent = Decimal("2"), Decimal("0.01"), Decimal("0.005")
    (row,) = priced(two, cent, half_a_cent, (2, 10, 100), limits=(8, 48, 256))
    total = 2 * two + 10 * cent + 100 * half_a_cent  # 4.00 + 0.10 + 0.50
    assert {name: value for name, value in row.items() if value is not None} == {
        "price_list_id": "list",
        "gpu_model_id": "gpu",
        "recipe_id": "recipe",
        "provider_id": "cloud",
        "gpu_count": 2,
        "vcpu_count": 10,
        "ram_gb": 100,
        "gpu_usd_per_hour": Decimal("4"),
        "vcpu_usd_per_hour": Decimal("0.10"),
        "ram_usd_per_hour": Decimal("0.50"),
        "total_usd_per_hour": total,
        "total_usd_per_gpu_hour": Decimal("2.30"),
        "total_usd_per_month": Decimal("4.60") * 730,
        "total_usd_per_year": Decimal("4.60") * 8760,
        "gpu_fraction": pytest.approx(4 / 4.6),
    }


@pytest.mark.parametrize(
    ("recipe", "limits", "expected"),
    [
        pytest.param((None, None, None), (3, 5, 10), [(3, 15, 30)], id="all left open"),
        pytest.param((1, None, None), (3, 5, 10), [(1, 5, 10)], id="host left open"),
        pytest.param((3, 15, 30), (3, 5, 10), [(3, 15, 30)], id="just within the limits"),
        pytest.param((4, 4, 4), (3, 5, 10), [], id="a GPU too many"),
        pytest.param((3, 16, 30), (3, 5, 10), [], id="a vCPU too many"),
        pytest.param((3, 15, 31), (3, 5, 10), [], id="a GB too many"),
        pytest.param((1, 1, 4), None, [(1, 1, 4)], id="one GPU, no limit known"),
        pytest.param((2, 2, 8), None, [], id="two GPUs, no limit known"),
        pytest.param((1, None, None), None, [], id="host left open, no limit known"),
        pytest.param((2, 2, 8), (2, None, None), [], id="two GPUs, no limit of the host known"),
    ],
)
def test_a_recipe_takes_what_it_leaves_open_from_the_limits_and_never_exceeds_them(
    priced, recipe, limits, expected
):
    assert [shape(row) for row in priced(1, 1, 1, recipe, limits)] == expected


def test_a_list_without_a_price_of_the_host_prices_no_instance(priced):
    assert priced(1, None, 1, (1, 1, 4), (8, 48, 256)) == []
    assert priced(1, 1, None, (1, 1, 4), (8, 48, 256)) == []


@settings(max_examples=25, deadline=None)
@given(gpu=PRICES, vcpu=PRICES, ram=PRICES, gpus=COUNTS, vcpus=COUNTS, ram_gb=COUNTS)
def test_the_parts_add_up_exactly_whatever_the_prices(priced, gpu, vcpu, ram, gpus, vcpus, ram_gb):
    (row,) = priced(gpu, vcpu, ram, (gpus, vcpus, ram_gb), limits=(64, 64, 64))
    total = gpus * gpu + vcpus * vcpu + ram_gb * ram
    assert row["total_usd_per_hour"] == total
    assert row["total_usd_per_month"] == total * 730
    assert row["total_usd_per_year"] == total * 8760
    assert abs(row["total_usd_per_gpu_hour"] * gpus - total) <= gpus * Decimal("0.0000005")
    assert row["gpu_fraction"] == pytest.approx(float(gpus * gpu / total))


def test_the_largest_a4000_instance_of_coreweave_has_seven_gpus(rows):
    largest = "gpu_model_id = 'rtx_a4000' and recipe_id in ('max_instance', 'hgx_node_2026')"
    assert [
        shape(row)
        for row in rows(
            f"select distinct * from cost.instance_prices where {largest}"
            " and price_list_id = 'coreweave_note_2023_06_20'"
        )
    ] == [(7, 7 * 36, 7 * 128)]
