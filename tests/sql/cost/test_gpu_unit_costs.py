"""``cost.gpu_unit_costs``: what a GPU, a GB of its memory and a petaFLOP of its speed cost."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st


@pytest.fixture(scope="session")
def unit_costs(run_sql):
    """Return a function that costs one GPU of one list."""

    def unit_costs(price, full_host_price, memory_gb, bf16_dense_tflop_per_s):
        gpu = {"price_list_id": "list", "gpu_model_id": "gpu"}
        hosts = {"max_host": full_host_price, "min_host": price}
        (row,) = run_sql(
            "cost/gpu_unit_costs",
            {
                "core.component_prices": [
                    {**gpu, "component_type": "gpu", "price_usd_per_unit_hour": price},
                    {"price_list_id": "list", "component_type": "vcpu"},
                ],
                "cost.instance_prices": [
                    {**gpu, "recipe_id": recipe, "total_usd_per_gpu_hour": host}
                    for recipe, host in hosts.items()
                    if host is not None
                ],
                "reference.gpu_models": [
                    {
                        "gpu_model_id": "gpu",
                        "memory_gb": memory_gb,
                        "bf16_dense_tflop_per_s": bf16_dense_tflop_per_s,
                    }
                ],
                "reference.assumptions": [
                    {"assumption_id": "tflop_per_pflop", "scenario_code": "base", "value": 1000}
                ],
            },
        )
        return {name: value for name, value in row.items() if "usd" in name}

    return unit_costs


def test_a_price_is_spread_over_the_memory_and_over_the_speed(unit_costs):
    assert unit_costs(Decimal("2.00"), Decimal("3.00"), 80, 500) == {
        "gpu_usd_per_gpu_hour": Decimal("2.00"),
        "full_host_usd_per_gpu_hour": Decimal("3.00"),
        "usd_per_vram_gb_hour": Decimal("0.025"),
        "full_host_usd_per_vram_gb_hour": Decimal("0.0375"),
        "usd_per_bf16_pflop_hour": Decimal("4.00"),
        "full_host_usd_per_bf16_pflop_hour": Decimal("6.00"),
    }


def test_what_no_source_states_has_no_price(unit_costs):
    assert unit_costs(Decimal("2.00"), None, 80, None) == {
        "gpu_usd_per_gpu_hour": Decimal("2.00"),
        "full_host_usd_per_gpu_hour": None,
        "usd_per_vram_gb_hour": Decimal("0.025"),
        "full_host_usd_per_vram_gb_hour": None,
        "usd_per_bf16_pflop_hour": None,
        "full_host_usd_per_bf16_pflop_hour": None,
    }


HALF_A_PLACE = Decimal("0.0000005")


@settings(max_examples=25, deadline=None)
@given(
    price=st.decimals(min_value="0.1", max_value="99", places=6),
    host=st.decimals(min_value="0.1", max_value="9", places=6),
    memory_gb=st.integers(8, 288),
    tflop=st.integers(50, 5000),
)
def test_the_parts_of_a_gpu_cost_together_what_the_gpu_costs(
    unit_costs, price, host, memory_gb, tflop
):
    costs = unit_costs(price, price + host, memory_gb, tflop)
    for prefix, whole in (("", price), ("full_host_", price + host)):
        # A unit cost is rounded at its sixth place, half a unit of which counts once a part.
        off_by_memory = costs[f"{prefix}usd_per_vram_gb_hour"] * memory_gb - whole
        off_by_speed = costs[f"{prefix}usd_per_bf16_pflop_hour"] * tflop / 1000 - whole
        assert abs(off_by_memory) <= HALF_A_PLACE * memory_gb
        assert abs(off_by_speed) <= HALF_A_PLACE * tflop / 1000


def test_the_note_s_gpus_cost_what_division_gives(rows):
    costs = {
        row["gpu_model_id"]: (row["usd_per_vram_gb_hour"], row["usd_per_bf16_pflop_hour"])
        for row in rows(
            "from cost.gpu_unit_costs where price_list_id = 'coreweave_note_2023_06_20'"
        )
    }
    assert costs["v100_sxm_16gb"] == (Decimal("0.05"), Decimal("6.4"))  # 0.80 / 16, 0.80 / 0.125
    assert costs["quadro_rtx_4000"] == (Decimal("0.03"), None)  # 0.24 / 8
    assert costs["h100_sxm"] == (Decimal("0.0595"), round(Decimal("4.76") / Decimal("0.9894"), 6))
