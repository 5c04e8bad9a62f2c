"""A known difference of two sources lives as long as they differ."""

import csv
from decimal import Decimal

import pytest

from pipeline.tables.seeds.csv_files import SeedError
from pipeline.warehouse.build import build
from pipeline.warehouse.catalog import project_tables
from pipeline.warehouse.working_file import open_working

KNOWN, TRANCHES = "reference.known_differences", "funding.tranches"
CONVERTIBLE = "coreweave_notes_2026_convertible"


def path_of(project, table):
    return project.seeds / f"{table.replace('.', '/')}.csv"


def rewrite(project, table, change):
    """Write the rows of a seed as ``change`` gives them."""
    path = path_of(project, table)
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        rows = [row for row in map(change, reader) if row]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, reader.fieldnames, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def broken(project):
    """Load the differences and the tranches; return what the checks of these say."""
    tables = {table.name: table for table in project_tables(project)}
    with open_working(project) as connection:
        assert not build(connection, tables[KNOWN], "test").broken
        return [str(found) for found in build(connection, tables[TRANCHES], "test").broken]


def test_differences_that_stand_are_no_fault(own_project):
    assert broken(own_project) == []


def test_sources_apart_are_named_with_file_lines_ratio_and_remedy(own_project):
    def slipped(row):
        is_other = row["tranche_id"] == "coreweave_ddtl_2" and "project" in row["source_id"]
        return row | {"amount_usd": "750000000"} if is_other else row

    lines = path_of(own_project, TRANCHES).read_text(encoding="utf-8").splitlines()
    places = [str(n) for n, text in enumerate(lines, 1) if text.startswith("coreweave_ddtl_2,")]
    rewrite(own_project, TRANCHES, slipped)
    (message,) = broken(own_project)
    assert f"place=seeds/funding/tranches.csv:{', '.join(places)}," in message
    assert ", ratio=10.133, most_ratio=1.1" in message  # 7.6 bn over 0.75 bn
    assert "or say why both stay in seeds/reference/known_differences.csv" in message


@pytest.mark.parametrize("is_gone", [False, True], ids=["agreeing", "gone"])
def test_one_whose_sources_agree_or_whose_rows_are_gone_names_its_line(own_project, is_gone):
    lines = path_of(own_project, KNOWN).read_text(encoding="utf-8").splitlines()
    (line,) = [n for n, text in enumerate(lines, 1) if f",{CONVERTIBLE}," in text]

    def agree(row):
        if row["tranche_id"] != CONVERTIBLE:
            return row
        return None if is_gone else row | {"amount_usd": str(Decimal(4_000_000_000))}

    rewrite(own_project, TRANCHES, agree)
    (said,) = broken(own_project)
    assert f"place=seeds/reference/known_differences.csv:{line}, fact_key={CONVERTIBLE}" in said
    assert "remedy=the sources agree by now, or have no such fact: delete this line" in said


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("table_name", "funding.nothing", "there is no seed table 'funding.nothing'"),
        ("fact_key", "a | b", "must hold tranche_id"),
        ("column_name", "nickname", "funding.tranches has no such figure"),
    ],
)
def test_one_that_is_of_no_fact_is_refused_with_its_line(own_project, column, value, message):
    def spoil(row):
        return row | {column: value} if row["fact_key"] == CONVERTIBLE else row

    rewrite(own_project, KNOWN, spoil)
    with pytest.raises(SeedError, match=rf"known_differences\.csv:\d+ {column}: {message}"):
        broken(own_project)
