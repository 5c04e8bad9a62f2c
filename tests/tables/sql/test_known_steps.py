"""What stands out from its neighbours stops the build, unless it is known to and while it does."""

import shutil
from collections.abc import Iterator

import duckdb
import pytest

from pipeline.project.paths import current_project
from pipeline.tables.check import run_check
from pipeline.warehouse.catalog import project_tables

CHECKS = {
    f"{check.table} {check.name}": check
    for table in project_tables(current_project())
    for check in table.checks
}
CASES = {
    "core.offer_prices price_steps_are_plausible": (
        """update core.offer_prices set price_usd_per_unit_hour = 0.055
        where item_name = 'p100_sxm_16gb' and price_list_id in (
            'coreweave_docs_2021_05_12', 'coreweave_docs_2021_06_28'
        )""",
        ("core.offer_prices", "coreweave_docs_2021_05_12 | p100_sxm_16gb | on_demand"),
        "price_usd_per_unit_hour",
    ),
    "growth.funding_by_round no_round_dwarfs_all_others": (
        "update growth.funding_by_round set debt_usd = 31e9 where round_id = 'coreweave_ddtl_5'",
        ("growth.funding_by_round", "coreweave | coreweave_ddtl_5"),
        "debt_usd",
    ),
}


@pytest.fixture
def altered(built, tmp_path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A copy of the published file without constraints on the tables that are altered."""
    with duckdb.connect(shutil.copy(built.published, tmp_path / "copy.duckdb")) as connection:
        for table in ("core.offer_prices", "growth.funding_by_round"):
            connection.execute(f"create or replace table {table} as from {table}")
        yield connection


def known(connection, key, column):
    named = f"'{key[0]}' as table_name, '{key[1]}' as fact_key, '{column}' as column_name"
    connection.execute(
        "insert into reference.known_differences"
        f" select * replace ({named}) from reference.known_differences limit 1"
    )


@pytest.mark.parametrize(("name", "case"), CASES.items(), ids=CASES)
def test_what_is_known_to_stand_out_stops_nothing(altered, name, case):
    statement, key, column = case
    altered.execute(statement)
    assert key[1] in str(run_check(altered, CHECKS[name]))
    known(altered, key, column)
    assert run_check(altered, CHECKS[name]).passed


@pytest.mark.parametrize(("name", "case"), CASES.items(), ids=CASES)
def test_what_does_not_stand_out_any_more_is_not_known_to(altered, name, case):
    _, key, column = case
    known(altered, key, column)
    assert "delete the line" in str(run_check(altered, CHECKS[name]))
