"""A correction lives as long as the error it corrects."""

import shutil

import pytest

from pipeline.project.paths import Project
from pipeline.tables.seeds.csv_files import SeedError
from pipeline.warehouse.build import build
from pipeline.warehouse.catalog import project_tables
from pipeline.warehouse.working_file import open_working

PEOPLE, CORRECTIONS = "market.company_people", "reference.corrections"


@pytest.fixture
def project(own_project) -> Project:
    """The seeds alone, for which no SQL file counts."""
    shutil.rmtree(own_project.sql)
    return own_project


def edit(project, table, old, new):
    path = project.seeds / f"{table.replace('.', '/')}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def load(project, *names):
    tables = {table.name: table for table in project_tables(project)}
    with open_working(project) as connection:
        for name in names:
            assert not build(connection, tables[name], "test").broken


def faults(project, *names):
    with pytest.raises(SeedError) as error:
        load(project, *names)
    return str(error.value).splitlines()


def test_the_known_errors_are_there_with_their_proof(rows):
    found = rows(f"select correction_id, wrong_value, right_value from {CORRECTIONS} order by 1")
    assert {(row["wrong_value"], row["right_value"]) for row in found} >= {
        ("Ventura", "Venturo"),
        ("PFLOP per second", "PFLOP"),
        ("exact", "at_most"),
    }
    assert rows(f"from {CORRECTIONS} where source_id = 'tf_securities_2023_06_20'") == []


def test_corrections_are_loaded_after_what_they_correct(tables):
    assert {PEOPLE, "reference.claims"} <= set(tables[CORRECTIONS].reads)


def test_a_correction_of_what_is_right_by_now_fails_and_says_so(project):
    edit(project, PEOPLE, "Brian Ventura,", "Brian Venturo,")
    found = faults(project, PEOPLE, CORRECTIONS)
    assert len(found) == 2
    assert found[0].endswith(
        "wrong_value: market.company_people now says 'Brian Venturo': the error is gone;"
        " delete this correction"
    )
    assert found[0].startswith("seeds/reference/corrections.csv:")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("market.company_people", "market.nobody", "there is no seed table 'market.nobody'"),
        ("| founder |", "| baker |", "market.company_people has no such row"),
        ("| founder |", "|", "must hold company_id | person_id | role_name | source_id"),
        ("person_name_as_printed", "nickname", "column_name a column"),
    ],
    ids=["table", "row", "key", "column"],
)
def test_a_correction_that_points_nowhere_fails(project, old, new, message):
    edit(project, CORRECTIONS, old, new)
    assert any(message in fault for fault in faults(project, CORRECTIONS))
