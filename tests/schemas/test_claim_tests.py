"""A slip in how a claim is tested is refused with line, column and remedy, never judged."""

import shutil

import pytest

from pipeline.tables.seeds.csv_files import SeedError
from pipeline.warehouse.build import build
from pipeline.warehouse.catalog import project_tables
from pipeline.warehouse.working_file import open_working

TESTS = "reference.claim_tests"
SLIPS = {
    "a count of none": (
        "total_funding,1,1,sum,new money/coreweave/*,,,",
        "total_funding,1,1,sum,new money/coreweave/*,,0,",
        "figure_count",
    ),
    "a power in a product": (
        "gpt_3_training_compute,2,2,product,model/gpt_3/parameters,,,",
        "gpt_3_training_compute,2,2,product,model/gpt_3/parameters,,2,",
        "figure_count",
    ),
    "two kinds in one test": (
        "gpt_3_training_compute,2,2,product",
        "gpt_3_training_compute,2,2,sum",
        "test_kind",
    ),
    "no data that are missing": (
        ",,,,,,,the register entry of the company,",
        ",,,,,,,,",
        "missing_data",
    ),
    "a party that is none": (
        "investor/coreweave/*/microsoft",
        "investor/coreweave/*/microsfot",
        "figure_id",
    ),
    "no number for a statement": (
        "named,investor/coreweave/*/microsoft,,,1,",
        "named,investor/coreweave/*/microsoft,,,,",
        "claimed_value",
    ),
    "a claim that nothing tests": (
        "founded_2017,1,1,",
        "ethereum_mining,2,1,",
        "claim_id",
    ),
    "a second test of one kind": (
        "ethereum_mining,1,1,stated_elsewhere,profile/coreweave/former_business/1",
        "founded_2017,2,1,stated_elsewhere,event/coreweave/founded",
        "test_order",
    ),
    "two figures elsewhere": (
        "gpt_3_training_compute,2,1,product,assumption/training_flop_per_parameter_token",
        "founded_2017,1,2,stated_elsewhere,event/coreweave/founded",
        "figure_order",
    ),
}


def refusal(project, old, new):
    """Replace text of the tests of claims once; return what loading them is refused with."""
    shutil.rmtree(project.sql)
    path = project.seeds / "reference" / "claim_tests.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    tables = {table.name: table for table in project_tables(project)}
    with open_working(project) as connection, pytest.raises(SeedError) as error:
        build(connection, tables[TESTS], "test")
    return str(error.value)


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_in_a_test_is_refused(slip, own_project):
    old, new, column = SLIPS[slip]
    assert f" {column}: " in refusal(own_project, old, new)


def test_a_claim_that_nothing_tests_is_named_with_its_line_and_the_remedy(own_project):
    claims = (own_project.seeds / "reference" / "claims.csv").read_text(encoding="utf-8")
    (line,) = [
        n for n, text in enumerate(claims.splitlines(), 1) if text.startswith("founded_2017")
    ]
    assert (
        "seeds/reference/claim_tests.csv:1 claim_id: no line tests 'founded_2017' of"
        f" seeds/reference/claims.csv:{line}; add one, or delete the claim"
    ) in refusal(own_project, "founded_2017,1,1,", "ethereum_mining,2,1,")
