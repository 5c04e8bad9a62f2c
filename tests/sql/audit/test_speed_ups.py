"""How much faster an H100 is than an A100, by results typed in from MLPerf's logs once more."""

from statistics import median

import pytest

TRAINING = "hgx_h100_training_9x"
# benchmark of training v2.1 on eight GPUs: minutes of A100 and of H100, as NVIDIA ran them
MINUTES = {
    "bert": (16.8821, 6.3780),
    "dlrm": (1.6971, 1.0634),
    "maskrcnn": (40.1345, 20.3481),
    "minigo": (188.1439, 174.5840),
    "resnet": (28.6854, 14.6838),
    "rnnt": (30.8063, 18.2018),
    "ssd": (84.3971, 38.0501),
    "unet3d": (23.8191, 13.1006),
}


@pytest.mark.parametrize("benchmark", MINUTES)
def test_a_shorter_time_is_a_speed_up(benchmark, rows):
    base, minutes = MINUTES[benchmark]
    (found,) = rows(
        "from audit.measured_speed_ups where source_id = 'mlperf_training_v2_1_2022_11_09'"
        " and benchmark_task_name = $1",
        [benchmark],
    )
    assert found["speed_up_ratio"] == pytest.approx(base / minutes)
    assert (found["gpu_model_id"], found["base_gpu_model_id"]) == ("h100_sxm", "a100_sxm_80gb")


def test_more_samples_a_second_are_a_speed_up(rows):
    (found,) = rows(
        "from audit.measured_speed_ups where benchmark_task_name = 'bert-99.9'"
        " and scenario_name = 'Offline' and gpu_model_id = 'h100_sxm'"
    )
    assert found["speed_up_ratio"] == pytest.approx(62398.7 / 14620.9)


def test_like_is_compared_with_like(rows):
    """53 pairs: 15 of training, 38 of inference; 16 of these of PCIe boards, 6 of single GPUs."""
    found = rows(
        "select benchmark_suite_code as suite, gpu_model_id as gpu, gpu_count as n, count(*) as c"
        " from audit.measured_speed_ups group by all"
    )
    assert {(row["suite"], row["gpu"], row["n"]): row["c"] for row in found} == {
        ("training", "h100_sxm", 8): 15,
        ("inference", "h100_sxm", 8): 16,
        ("inference", "h100_pcie", 8): 16,
        ("inference", "h100_sxm", 1): 6,
    }


def test_only_what_was_public_on_the_day_of_the_note_counts(rows):
    """Training v3.0 came six days later, on 2023-06-27, with a speed-up of 2.93."""
    (found,) = rows("from audit.claim_verdicts where claim_id = $1", [TRAINING])
    assert "8 comparisons held, of MLPerf training v2.1, are" in found["reason"]
    assert "1.08 to 2.65 times as fast" in found["reason"]
    assert str(found["evidence_known_date"]) == "2022-11-09"


def test_30_times_is_beyond_every_result_and_up_to_30_times_is_open(rows):
    held = rows("""
        select speed_up_ratio from audit.measured_speed_ups
        where gpu_model_id = 'h100_sxm' and benchmark_suite_code = 'inference'
    """)
    ratios = [row["speed_up_ratio"] for row in held]
    (flat, hedged) = rows(
        "from audit.claim_verdicts where claim_id like '%inference_30x' order by claim_id desc"
    )
    assert len(ratios) == 22
    assert flat["computed_value"] == pytest.approx(median(ratios))
    assert flat["computed_low_value"] == pytest.approx(min(ratios))
    assert flat["computed_high_value"] == pytest.approx(max(ratios))
    assert (flat["verdict_code"], hedged["verdict_code"]) == ("contradicted", "untestable")
    assert hedged["computed_value"] is None
    assert "4.27 times" in hedged["reason"]
    assert "none reaches the claimed maximum" in hedged["reason"]
    assert "In 22 comparisons" in flat["reason"]
    assert "4.27 times" in flat["reason"]
    assert "; CoreWeave itself says at most 30; known since 2023-" in flat["reason"]
