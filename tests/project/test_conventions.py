"""The rules of the house, held true of every file and column."""

import csv
import subprocess

import pytest

from pipeline.project.layers import DERIVED_SCHEMAS
from pipeline.project.paths import current_project
from pipeline.schemas.base import seed_classes
from pipeline.schemas.units import unit_of
from pipeline.tables.sql.file import SqlFile, sql_files

PROJECT = current_project()
SQL_TABLES = [f for schema in DERIVED_SCHEMAS for f in sql_files(PROJECT.sql / schema)]
CHECKS = [SqlFile(path) for path in sorted((PROJECT.sql / "checks").glob("*/*.sql"))]
SEEDS = sorted(PROJECT.seeds.glob("*/*.csv"))
NUMBERS = ("BIGINT", "INTEGER", "HUGEINT", "DOUBLE", "DECIMAL")
NAMED_BY_OTHERS = {file.name for file in SQL_TABLES if file.is_named_by_others}
COLUMNS = """
select schema_name || '.' || table_name as table_name, column_name, data_type, comment
from duckdb_columns() where not internal
"""


def file_id(file):
    return f"{file.path.parent.name}/{file.path.stem}"


def test_every_number_has_a_unit(rows):
    assert [
        f"{row['table_name']}.{row['column_name']}"
        for row in rows(COLUMNS)
        if row["data_type"].startswith(NUMBERS)
        and unit_of(row["column_name"]) is None
        and row["table_name"] not in NAMED_BY_OTHERS
    ] == []


def test_only_the_prices_of_focus_are_named_by_others():
    assert {"cost.focus_sku_prices"} == NAMED_BY_OTHERS


def test_every_column_is_described(rows):
    assert [
        f"{row['table_name']}.{row['column_name']}" for row in rows(COLUMNS) if not row["comment"]
    ] == []


def test_every_table_is_described(rows):
    undescribed = "select table_name from duckdb_tables() where comment is null and not internal"
    assert rows(undescribed) == []


def test_one_name_has_one_meaning(rows):
    meanings = {}
    for row in rows(COLUMNS):
        meanings.setdefault(row["column_name"], set()).add(row["comment"])
    assert {name: found for name, found in meanings.items() if len(found) > 1} == {}


def test_no_float_is_narrow(rows):
    assert [row for row in rows(COLUMNS) if row["data_type"] == "FLOAT"] == []


def test_money_is_decimal(rows):
    money = ("_usd", "_usd_per_hour", "_usd_per_gpu_hour", "_usd_per_month", "_usd_per_year")
    assert [
        f"{row['table_name']}.{row['column_name']}"
        for row in rows(COLUMNS)
        if row["column_name"].endswith(money) and not row["data_type"].startswith("DECIMAL")
    ] == []


def test_every_seed_file_has_a_class_and_every_class_a_file():
    assert {f"{path.parent.name}.{path.stem}" for path in SEEDS} == set(seed_classes())


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_seed_is_sorted_by_its_key(path):
    seed = seed_classes()[f"{path.parent.name}.{path.stem}"]
    with path.open(newline="", encoding="utf-8") as file:
        keys = [tuple(row[name] for name in seed.key()) for row in csv.DictReader(file)]
    assert keys == sorted(keys)


@pytest.mark.parametrize(
    "file", [f for f in SQL_TABLES if f.schema in ("cost", "growth")], ids=file_id
)
def test_what_computes_states_formula_and_source(file):
    assert file.noted("formula")
    assert file.noted("source")


@pytest.mark.parametrize("file", [*SQL_TABLES, *CHECKS], ids=file_id)
def test_every_file_binds(file, built, warehouse):
    assert warehouse.execute(f"explain {file.text}").fetchall()


def test_no_commit_names_a_registry_or_this_machine():
    hosts = r"pypi\.org|pythonhosted\.org|deb\.debian\.org|npmjs\.(org|com)"
    found = subprocess.run(
        ["git", "grep", "-nIE", hosts, "--", ".", ":!tests/project/test_conventions.py"],
        capture_output=True,
        text=True,
        cwd=PROJECT.root,
    )
    assert found.stdout == ""


def test_every_fact_row_has_a_source(rows):
    cited = [name for name, seed in seed_classes().items() if "source_id" in seed.model_fields]
    assert len(cited) == len(seed_classes())
    assert [name for name in cited if rows(f"from {name} where source_id is null")] == []
