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
        "gpt_3_training_compute,1,2,product,model/gpt_3/parameters,,,",
        "gpt_3_training_compute,1,2,product,model/gpt_3/parameters,,2,",
        "figure_count",
    ),
    "two kinds in one test": (
        "gpt_3_training_compute,1,2,product",
        "gpt_3_training_compute,1,2,sum",
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
    "two figures elsewhere": (
        "gpt_3_training_compute,1,1,product,assumption/training_flop_per_parameter_token",
        "founded_2017,1,2,stated_elsewhere,event/coreweave/founded",
        "figure_order",
    ),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_in_a_test_is_refused(slip, own_project):
    old, new, column = SLIPS[slip]
    shutil.rmtree(own_project.sql)
    path = own_project.seeds / "reference" / "claim_tests.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    tables = {table.name: table for table in project_tables(own_project)}
    with open_working(own_project) as connection, pytest.raises(SeedError) as error:
        build(connection, tables[TESTS], "test")
    assert f" {column}: " in str(error.value)
