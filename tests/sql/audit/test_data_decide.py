"""No list says that a claim cannot be tested: a line of a seed, and it is judged."""

import pytest

from pipeline.schemas.reference.claim_tests import ClaimTestKind

DOCS, RESULTS = "coreweave_docs_2023_05_24", "mlperf_training_v2_1_2022_11_09"
# claim: event that another document states, figure, unit, hedge, and the verdict
EVENTS = {
    "cpu_cores_on_demand": ("coreweave,cpu_core_count", 30_000, "CPU cores", "exact", "reproduced"),
    "docs_speed_up_35x": None,  # the event of the next claim, but from the claim's own document
    "palm_2_products_over_25": (
        "google,palm_2_product_count", 20, "products and features", "exact", "contradicted",
    ),
    "speed_up_35x": (
        "coreweave,speed_up_over_general_clouds", 3, "ratio", "exact", "reproduced",
    ),
    "speed_up_35x_abstract": (
        "coreweave,speed_up_over_general_clouds", 3, "ratio", "exact", "contradicted",
    ),
    "virtual_server_start_in_seconds": (
        "coreweave,virtual_server_start", 45, "seconds", "exact", "contradicted",
    ),
    "widest_nvidia_gpu_range": (
        "coreweave,nvidia_gpu_range_rank", 2, "rank among clouds", "exact", "contradicted",
    ),
    "headcount_over_90": ("coreweave,headcount", 95, "employees", "exact", "reproduced"),
}  # fmt: skip
HEADCOUNT_DAY = "2023-01-25"
# claim: suite, minutes of an A100 and of an H100 in two benchmarks, AI model, verdict
BENCHMARKS = {
    "hgx_h100_hpc_7x": ("hpc", [(70, 10), (21, 10)], "", "consistent"),
    # 10 and 3 times: nine lies between, and is not the most
    "hgx_h100_training_9x": ("training", [(100, 10), (30, 10)], "gpt_3", "consistent"),
    "docs_hgx_h100_training_9x": ("training", [(100, 10), (30, 10)], "gpt_3", "contradicted"),
}


def event_lines():
    """Return a line for each event, once, whichever claims it bears on."""
    return {
        f"{event},{HEADCOUNT_DAY if 'headcount' in event else '2023-05-24'},day,{figure},{unit},"
        f"{hedge},{DOCS},a test,"
        for event, figure, unit, hedge, _ in filter(None, EVENTS.values())
    }


def benchmark_lines():
    """Return a line for each benchmark and GPU, once, whichever claims it bears on."""
    return {
        f"{suite},v2.1,NVIDIA,{gpu},model {place},one,{gpu},8,{model},time_to_target,{minutes},"
        f"minutes,exact,{RESULTS},a test,"
        for suite, results, model, _ in BENCHMARKS.values()
        for place, pair in enumerate(results)
        for gpu, minutes in zip(("a100_sxm_80gb", "h100_sxm"), pair, strict=True)
    }


@pytest.fixture
def verdicts(judged_with):
    """The verdicts after facts were added that nobody holds."""
    return judged_with(
        {"market.events": [*event_lines()], "market.benchmark_results": [*benchmark_lines()]}
    )


def test_a_line_of_a_seed_makes_a_claim_testable(verdicts, rows):
    asked = [*EVENTS, *BENCHMARKS]
    before = rows("from audit.claim_verdicts where list_contains($1, claim_id)", [asked])
    assert {row["verdict_code"] for row in before} == {"untestable"}
    expected = {claim: case[-1] for claim, case in {**EVENTS, **BENCHMARKS}.items() if case}
    assert {claim: verdicts[claim][0] for claim in expected} == expected
    # What a document states of itself bears nothing out.
    assert verdicts["docs_speed_up_35x"][0] == "untestable"


def test_of_the_largest_models_only_the_largest_count(verdicts):
    """Ten benchmarks are held then, of which two are of a model with 175 billion parameters."""
    _, middle, reason = verdicts["hgx_h100_training_9x"]
    assert middle == pytest.approx((10 + 3) / 2)
    assert "In 2 comparisons" in reason


def test_no_kind_of_test_says_that_a_claim_cannot_be_tested():
    assert "untestable" not in set(ClaimTestKind)
