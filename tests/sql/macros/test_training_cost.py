"""``training_cost`` prices a training run of any size, or says why it cannot."""

import re
from datetime import date
from decimal import Decimal

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

NOTE = "coreweave_note_2023_06_20"
DOCS_2021 = "coreweave_docs_2021_01_18"
# To plan a call of the macro costs more than to price many runs, so each example asks for many.
FEW = settings(
    max_examples=4,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.large_base_example],
)
FLOP = st.floats(min_value=1e18, max_value=1e27)
SHARE = st.floats(min_value=0.01, max_value=1)


@pytest.fixture
def cost(warehouse):
    """Return a function that prices a run: GPU-hours, bare cost, full cost, utilisation."""

    def cost(flop, price_list, gpu_model, *utilization):
        slots = ", ".join(f"${place}" for place in range(1, 4 + len(utilization)))
        (row,) = warehouse.execute(
            "select gpu_hours, gpu_only_cost_usd, full_host_cost_usd, utilization_fraction"
            f" from training_cost({slots})",
            [flop, price_list, gpu_model, *utilization],
        ).fetchall()
        return row

    return cost


def test_a_run_of_one_exaflop_second_takes_the_hours_that_its_speed_gives(cost):
    # 312e12 FLOP/s at full use for one hour, at 2.06 USD bare and 48 vCPUs and 256 GB more.
    full_host = Decimal("2.06") + 48 * Decimal("0.01") + 256 * Decimal("0.005")
    assert cost(312e12 * 3600 * 100, NOTE, "a100_sxm_40gb", 1) == (
        pytest.approx(100),
        100 * Decimal("2.06"),
        100 * full_host,
        1,
    )


def test_utilisation_is_the_base_assumption_of_40_percent_unless_given(cost):
    assert cost(3.15e23, NOTE, "h100_sxm") == cost(3.15e23, NOTE, "h100_sxm", 0.4)
    assert cost(3.15e23, NOTE, "h100_sxm", None) == cost(3.15e23, NOTE, "h100_sxm", 0.4)


def test_utilisation_can_be_given_by_name(rows):
    wanted = f"select gpu_hours from training_cost(1e21, '{NOTE}', 'h100_sxm'"
    assert rows(f"{wanted}, utilization := 0.5)") == rows(f"{wanted}, 0.5)")


def test_a_gpu_without_known_limits_has_no_cost_with_a_full_host(cost):
    hours = 1e21 / (112e12 * 0.4 * 3600)
    assert cost(1e21, DOCS_2021, "v100_pcie_16gb") == (
        pytest.approx(hours),
        round(Decimal(hours * 0.47), 2),
        None,
        0.4,
    )


@FEW
@given(
    runs=st.lists(
        st.tuples(FLOP, SHARE, st.sampled_from(["h100_sxm", "a40", "v100_sxm_16gb"])),
        min_size=50,
        max_size=50,
    )
)
def test_hours_fall_in_proportion_to_utilisation_and_rise_with_the_operations(warehouse, runs):
    asked = [(flop, gpu, share) for flop, share, gpu in runs]
    whole = [(flop, gpu, 1.0) for flop, _, gpu in runs]
    twice = [(2 * flop, gpu, share) for flop, share, gpu in runs]
    columns = "gpu_hours, gpu_only_cost_usd, full_host_cost_usd, utilization_fraction"
    found = warehouse.execute(
        f"select {columns} from (select generate_subscripts($1, 1) as place, unnest($1) as flop,"
        " unnest($2) as gpu_model_id, unnest($3) as share) as asked, training_cost("
        f"asked.flop, '{NOTE}', asked.gpu_model_id, asked.share) as run order by place",
        [list(values) for values in zip(*(*asked, *whole, *twice), strict=True)],
    ).fetchall()
    assert len(found) == 3 * len(runs)
    for place, (flop, share, gpu) in enumerate(runs):
        (hours, bare, full_host, stated), alone, doubled = found[place :: len(runs)]
        assert stated == share
        assert alone[0] == pytest.approx(hours * share), (flop, gpu)
        assert doubled[0] == pytest.approx(2 * hours), (flop, gpu)
        assert full_host >= bare


def test_every_training_run_of_the_warehouse_costs_the_same_here(rows):
    columns = "gpu_hours, gpu_only_cost_usd, full_host_cost_usd, utilization_fraction"
    named = ", ".join(f"again.{column}" for column in columns.split(", "))
    keys = "runs.model_id, runs.price_list_id, runs.gpu_model_id, runs.scenario_code"
    assert (
        rows(
            f"select {keys}, {columns} from cost.training_runs as runs except"
            f" select {keys}, {named} from cost.training_runs as runs, training_cost("
            " runs.training_compute_flop, runs.price_list_id, runs.gpu_model_id,"
            " utilization := runs.utilization_fraction) as again"
        )
        == []
    )


OUT_OF_RANGE = "utilisation is over 0, at most 1"
POSITIVE = "the number of operations must be a positive number, not "
REFUSED = {
    "unknown list": ((1e23, "no_list", "h100_sxm"), "no price list is called 'no_list'"),
    "list of whole instances": (
        (1e23, "coreweave_page_2026_03_13", "h100_sxm"),
        "the list prices no such GPU by itself",
    ),
    "unknown GPU": ((1e23, NOTE, "h1000"), "no GPU is called 'h1000'; did you mean"),
    "several GPUs": ((1e23, NOTE, "h100"), "may be any of h100_nvl, h100_pcie, h100_sxm"),
    "GPU of unknown speed": ((1e23, NOTE, "rtx_a6000"), "no source states its dense 16-bit speed"),
    "no use": ((1e23, NOTE, "h100_sxm", 0), OUT_OF_RANGE),
    "negative use": ((1e23, NOTE, "h100_sxm", -0.4), OUT_OF_RANGE),
    "percent": ((1e23, NOTE, "h100_sxm", 40), OUT_OF_RANGE),
    "use that is no number": ((1e23, NOTE, "h100_sxm", float("nan")), OUT_OF_RANGE),
    "no operations": ((0, NOTE, "h100_sxm"), POSITIVE),
    "negative operations": ((-1e23, NOTE, "h100_sxm"), POSITIVE),
    "unknown operations": ((None, NOTE, "h100_sxm"), POSITIVE),
    "a model for its operations": (("gpt3", NOTE, "h100_sxm"), f"{POSITIVE}gpt3; that of an AI"),
    "a day for its operations": ((date(2023, 6, 20), NOTE, "h100_sxm"), f"{POSITIVE}2023-06-20;"),
    "a word for its use": ((1e23, NOTE, "h100_sxm", "high"), f"{OUT_OF_RANGE}, not high"),
    "a number for its list": ((1e23, 5, "h100_sxm"), "no price list is called '5'"),
    "more than can be paid": ((1e40, NOTE, "h100_sxm"), "too large to be written in dollars"),
    "endless operations": ((float("inf"), NOTE, "h100_sxm"), POSITIVE),
}


@pytest.mark.parametrize("wanted", ["*", "1 as row", "count(*)"])
@pytest.mark.parametrize(("run", "reason"), REFUSED.values(), ids=REFUSED)
def test_a_run_that_cannot_be_priced_is_refused_whatever_is_asked_of_it(
    warehouse, wanted, run, reason
):
    slots = ", ".join(f"${place}" for place in range(1, 1 + len(run)))
    with pytest.raises(duckdb.InvalidInputException, match=re.escape(reason)):
        warehouse.execute(f"select {wanted} from training_cost({slots})", [*run])
