"""``cost.training_runs``: what training each AI model would cost on each GPU of each list."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

GPU = {"price_list_id": "list", "gpu_model_id": "gpu"}


@pytest.fixture(scope="session")
def runs(run_sql):
    """Return a function that prices one run at given shares of the GPU's speed."""

    def runs(flop, tflop_per_s, price, full_host_price, utilization):
        return run_sql(
            "cost/training_runs",
            {
                "core.training_compute": [{"model_id": "model", "training_compute_flop": flop}],
                "cost.gpu_unit_costs": [
                    {
                        **GPU,
                        "gpu_usd_per_gpu_hour": price,
                        "full_host_usd_per_gpu_hour": full_host_price,
                    }
                ],
                "reference.gpu_models": [
                    {"gpu_model_id": "gpu", "bf16_dense_tflop_per_s": tflop_per_s}
                ],
                "reference.assumptions": [
                    {"assumption_id": name, "scenario_code": scenario, "value": value}
                    for name, scenario, value in [
                        ("flop_per_tflop", "base", 10**12),
                        ("seconds_per_hour", "base", 3600),
                        *[("model_flop_utilization", *share) for share in utilization.items()],
                    ]
                ],
            },
        )

    return runs


def costs(row):
    return row["gpu_hours"], row["gpu_only_cost_usd"], row["full_host_cost_usd"]


def test_a_run_takes_its_operations_over_what_a_gpu_does_in_an_hour(runs):
    # At half of 100 TFLOP/s an hour does 50e12 × 3600 = 1.8e17 operations; 3.6e20 take 2,000.
    (row,) = runs(3.6e20, 100, Decimal("2.00"), Decimal("3.25"), {"base": 0.5})
    assert costs(row) == (pytest.approx(2000), Decimal(4000), Decimal(6500))
    assert row["utilization_fraction"] == 0.5


def test_a_gpu_whose_speed_no_source_states_is_left_out(runs):
    assert runs(3.6e20, None, Decimal("2.00"), Decimal("3.25"), {"base": 0.5}) == []


def test_a_full_host_of_unknown_price_has_no_cost(runs):
    (row,) = runs(3.6e20, 100, Decimal("2.00"), None, {"base": 0.5})
    assert costs(row) == (pytest.approx(2000), Decimal(4000), None)


@settings(max_examples=25, deadline=None)
@given(
    flop=st.floats(min_value=1e20, max_value=1e27),
    tflop_per_s=st.floats(min_value=50, max_value=5000),
    shares=st.tuples(*[st.decimals(min_value="0.01", max_value="1", places=2)] * 3),
)
def test_cost_is_inversely_proportional_to_utilisation(runs, flop, tflop_per_s, shares):
    utilization = dict(zip(("low", "base", "high"), shares, strict=True))
    found = {
        row["scenario_code"]: row
        for row in runs(flop, tflop_per_s, Decimal(1), Decimal(2), utilization)
    }
    at_full_use = flop / (tflop_per_s * 1e12 * 3600)
    assert set(found) == set(utilization)
    for scenario, share in utilization.items():
        hours, bare, full_host = costs(found[scenario])
        assert hours * float(share) == pytest.approx(at_full_use)
        assert float(bare) == pytest.approx(hours, abs=0.01)
        assert float(full_host) == pytest.approx(2 * hours, abs=0.01)


def test_every_model_of_known_compute_is_priced_on_every_gpu_of_known_speed(rows):
    assert rows("select count(*) as row_count from cost.training_runs") == rows(
        "select 3 * count(distinct ai_models.model_id)"
        " * count(distinct (price_list_id, gpu_model_id)) as row_count"
        " from market.ai_models, pricing.component_prices"
        " join reference.gpu_models using (gpu_model_id)"
        " where training_compute_flop is not null and bf16_dense_tflop_per_s is not null"
    )
