"""One rule for all verdicts: what the claim allows against what the data allow."""

from datetime import date

import pytest

DAY = date(2023, 6, 20)
ASSUMPTIONS = [
    {"assumption_id": name, "scenario_code": "base", "value": value}
    for name, value in [
        ("claim_equality_tolerance", "0.000001"),
        ("claim_rounding_tolerance", "0.005"),
        ("order_of_magnitude_ratio", "10"),
    ]
]


@pytest.fixture
def judge(run_sql):
    """Return a function that judges one claim against one test."""

    def judge(bound_type, stated, **test):
        claim = {
            "claim_id": "c",
            "bound_type": bound_type,
            "known_by_date": DAY,
            "stated_value": stated,
            "stated_high_value": test.pop("stated_high", None),
            "claimed_value": test.pop("claimed_value", stated),
            "unit_name": test.pop("unit_name", None),
        }
        others = test.pop("others", [])
        tested = {"claim_id": "c", "finding": "it is so", "basis_code": "arithmetic"}
        tested |= {column: value for column, value in test.items() if value is not None}
        (found,) = run_sql(
            "audit/claim_verdicts",
            {
                "audit.claims": [claim],
                "audit.arithmetic_claims": [tested],
                "audit.figure_claims": [{"claim_id": "c", **other} for other in others],
                "reference.assumptions": ASSUMPTIONS,
            },
        )
        return found

    return judge


def figure(value, bound="exact", low=None, high=None):
    return {
        "computed_value": value,
        "computed_bound_type": bound,
        "computed_low_value": low,
        "computed_high_value": high,
    }


RULE = [
    # claim, data, verdict
    (("exact", 4.76), figure(4.76), "reproduced"),
    (("exact", 4.76), figure(4.78), "contradicted"),
    (("exact", 0.3), figure(0.1 + 0.2), "reproduced"),
    (("exact", 52.86), figure(52.9, "approximate"), "consistent"),
    (("exact", 52.86), figure(53.5, "approximate"), "contradicted"),
    (("exact", 0.8), figure(0.1, low=-2.0, high=0.6), "contradicted"),
    (("exact", 0.8), figure(0.1, low=-2.0, high=0.9), "consistent"),
    (("exact", 1), figure(2, "at_least"), "contradicted"),
    (("exact", 3), figure(2, "at_least"), "consistent"),
    (("exact", 0), figure(0), "reproduced"),
    (("exact", 0), figure(1), "contradicted"),
    (("approximate", 300), figure(301), "reproduced"),
    (("approximate", 300), figure(301, "approximate"), "consistent"),
    (("approximate", 300), figure(302), "contradicted"),
    (("approximate", 300), figure(300, "approximate"), "reproduced"),
    (("at_least", 10), figure(13), "reproduced"),
    (("at_least", 10), figure(9.9), "contradicted"),
    (("at_least", 10), figure(9, "at_least"), "consistent"),
    (("at_least", 10), figure(12, "at_most"), "consistent"),
    (("at_least", 10), figure(9, "at_most"), "contradicted"),
    (("at_most", 35), figure(34), "reproduced"),
    (("at_most", 35), figure(36), "contradicted"),
    (("at_most", 35), figure(34, "at_least"), "consistent"),
    (("order_of_magnitude", 1e9), figure(9e9), "reproduced"),
    (("order_of_magnitude", 1e9), figure(2e10), "contradicted"),
    (("order_of_magnitude", 1e9), figure(0.9e9), "contradicted"),
    (("exact", 5), figure(None), "untestable"),
    (("exact", None), figure(5), "untestable"),
]


@pytest.mark.parametrize(("claim", "data", "verdict"), RULE, ids=str)
def test_a_verdict_sets_what_the_data_allow_against_what_the_claim_allows(
    claim, data, verdict, judge
):
    assert judge(*claim, **data)["verdict_code"] == verdict


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [(2.0, 2.2, "reproduced"), (1.9, 2.2, "consistent"), (2.3, 2.4, "contradicted")],
)
def test_a_claimed_range_is_taken_whole(low, high, verdict, judge):
    found = judge("exact", 2.0, stated_high=2.2, **figure(low, low=low, high=high))
    assert found["verdict_code"] == verdict


@pytest.mark.parametrize(
    ("basis", "verdict"),
    [
        ("other_document", "reproduced"),
        ("arithmetic", "reproduced"),
        ("same_publisher", "consistent"),
        ("same_document", "untestable"),
        ("sample", "consistent"),
    ],
)
def test_a_document_s_own_rows_and_samples_never_reproduce_but_can_contradict(
    basis, verdict, judge
):
    found = judge("exact", 7, basis_code=basis, **figure(7))
    assert found["verdict_code"] == verdict
    assert found["computed_value"] == (None if verdict == "untestable" else 7)
    assert judge("exact", 7, basis_code=basis, **figure(6))["verdict_code"] == "contradicted"


@pytest.mark.parametrize(
    ("best", "verdict", "computed"),
    [(4.27, "untestable", None), (30, "consistent", 30), (31, "contradicted", 31)],
)
def test_of_a_claimed_maximum_the_best_of_a_sample_tells(best, verdict, computed, judge):
    sample = {"basis_code": "sample", **figure(2.08, None, low=1.38, high=best)}
    found = judge("at_most", 30, **sample)
    assert (found["verdict_code"], found["computed_value"]) == (verdict, computed)
    assert ("none reaches the claimed maximum" in found["reason"]) == (verdict == "untestable")
    one_is_no_sample = {**sample, "computed_value": None}
    assert "maximum" not in judge("at_most", 30, **one_is_no_sample)["reason"]
    flat = judge("exact", 30, **sample)
    assert flat["verdict_code"] == ("contradicted" if best < 30 else "consistent")


def test_a_statement_without_a_figure_is_tested_as_the_number_it_amounts_to(judge):
    found = judge("exact", None, claimed_value=1, unit_name="1 if so, 0 if not", **figure(0))
    assert (found["verdict_code"], found["stated_value"]) == ("contradicted", None)
    assert (found["claimed_value"], found["unit_name"]) == (1, "1 if so, 0 if not")


def test_the_difference_is_the_data_over_the_claim_and_empty_for_a_claim_of_nothing(judge):
    assert judge("exact", 4, **figure(5))["difference_fraction"] == 0.25
    assert judge("exact", 0, **figure(5))["difference_fraction"] is None
    assert judge("exact", 4, **figure(None))["difference_fraction"] is None


def test_the_reason_is_the_finding_and_what_limits_it(judge):
    assert judge("exact", 7, **figure(7))["reason"] == "It is so."
    own = judge("exact", 7, basis_code="same_document", **figure(7))
    assert own["reason"] == (
        "It is so; that is the document's own word alone: testing it would need another document"
        " that says so."
    )
    publisher = judge("exact", 7, basis_code="same_publisher", evidence_known_date=DAY, **figure(7))
    assert publisher["reason"] == (
        f"It is so; no other publisher known by then says so; known since {DAY}."
    )
    late = judge("exact", 7, evidence_known_date=date(2023, 6, 21), **figure(7))
    assert late["reason"] == "It is so; held here since 2023-06-21, later than the claim."
    assert late["is_hindsight"]
    in_time = judge("exact", 7, evidence_known_date=DAY, **figure(7))
    assert in_time["reason"] == f"It is so; known since {DAY}."
    assert not in_time["is_hindsight"]


@pytest.mark.parametrize(
    ("other", "words"),
    [
        (8, "It is so; another figure: it is not so, known since 2023-06-20."),
        (7, "It is so."),
        (None, "It is so."),
    ],
)
def test_another_figure_of_another_test_is_told_whatever_the_verdict(other, words, judge):
    found = judge(
        "exact",
        7,
        others=[
            {
                "finding": "it is not so",
                "basis_code": "arithmetic",
                "evidence_known_date": DAY,
                "computed_value": other,
            }
        ],
        basis_code="other_document",
        **figure(7),
    )
    assert (found["verdict_code"], found["reason"]) == ("reproduced", words)
