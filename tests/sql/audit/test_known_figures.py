"""A test that takes no known figure is refused with the line it stands on and what is near."""

import pytest

HELD = {
    "reference.assumptions": [{"assumption_id": "bytes_per_token"}],
    "reference.gpu_models": [{"gpu_model_id": "h100_sxm"}, {"gpu_model_id": "a40"}],
    "reference.parties": [{"party_id": "coreweave"}],
    "audit.stated_figures": [{"figure_id": "event/coreweave/founded"}],
}
KNOWN = [
    "event/coreweave/founded",
    "event/coreweave/*",
    "event/coreweave/headcount/*",
    "assumption/bytes_per_token",
    "own price/coreweave/a40",
    "saving/coreweave",
    "speed up/training/h100_sxm/a40",
]
UNKNOWN = [
    "event/coreweave/fuonded",
    "evnt/coreweave/founded",
    "event/coreweaf/headcount/*",
    "assumption/bytes_per_tokn",
    "own price/coreweaf/a40",
    "saving/coreweaf",
    "speed up/training/h100/a40",
    "speed up/training/h100_sxm/a4o",
]


@pytest.fixture
def refused(run_sql):
    """Return a function that gives what the check says of tests that take these figures."""

    def refused(figures):
        tests = [{"claim_id": "c", "test_kind": "sum", "figure_id": figure} for figure in figures]
        return run_sql(
            "checks/audit/stated_figures__have_what_a_test_takes",
            {**HELD, "reference.claim_tests": tests},
        )

    return refused


def test_known_figures_pass(refused):
    assert refused(KNOWN) == []


def test_unknown_figures_are_refused_with_line_and_remedy(refused):
    found = refused([*KNOWN, *UNKNOWN])
    first = len(KNOWN) + 2  # below the header and the known ones
    assert {row["place"]: row["figure_id"] for row in found} == {
        f"seeds/reference/claim_tests.csv:{line}": figure
        for line, figure in enumerate(UNKNOWN, first)
    }
    assert {row["remedy"].partition("; nearest: ")[2] for row in found} == {
        "event/coreweave/founded"
    }
