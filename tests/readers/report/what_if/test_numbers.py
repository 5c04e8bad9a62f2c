"""The numbers behind the form: the note's, as printed; tests/trials/browser computes with them."""

import duckdb
import pytest

from pipeline.readers.report.what_if.numbers import FOLDER, what_if
from pipeline.tables.sql.file import sql_files

NOTE = "coreweave_note_2023_06_20"


@pytest.fixture
def numbers(warehouse):
    return what_if(warehouse)


def test_the_note_s_list_is_there_with_every_digit(numbers):
    found = numbers["lists"][NOTE]
    assert (found["vcpu"], found["ram"]) == ("0.010000", "0.005000")
    h100 = found["gpus"]["h100_sxm"]
    # 4.76 + 48 * 0.01 + 256 * 0.005 = 6.52
    assert (h100["gpu"], h100["full_host"]) == ("4.760000", "6.520000")
    assert (h100["max_vcpus"], h100["max_ram"]) == (48, 256)
    assert len(found["gpus"]) == 13  # the rows of Table 1


def test_every_gpu_of_every_list_is_among_the_models(numbers):
    listed = {gpu for each in numbers["lists"].values() for gpu in each["gpus"]}
    assert listed <= numbers["models"].keys()
    assert numbers["models"]["h100_sxm"]["tflop"] == pytest.approx(989.4)


def test_trained_models_and_assumptions_are_there(numbers):
    assert {"name": "GPT-3", "flop": 3.15e23} in numbers["trained"]
    assert numbers["assumed"] == {"flop_per_tflop": 1e12, "seconds_per_hour": 3600}


@pytest.mark.parametrize("file", sql_files(FOLDER), ids=lambda file: file.path.stem)
def test_a_file_is_one_query_that_runs_as_pasted(file, built):
    assert file.about.startswith("One row per ")
    assert file.query
    with duckdb.connect(str(built.published), read_only=True) as prompt:
        assert prompt.execute(file.text).fetchall()
