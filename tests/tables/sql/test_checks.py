"""Every check must be able to fail: each is shown data that breaks its promise."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import duckdb
import pytest

from pipeline.project.paths import current_project
from pipeline.schemas.base import seed_classes
from pipeline.schemas.limits import ordered
from pipeline.tables.check import Check, run_check
from pipeline.tables.seeds.ddl import limits
from pipeline.warehouse.catalog import project_tables

CHECKS = [check for table in project_tables(current_project()) for check in table.checks]
LIMIT = re.compile(r"\w+ (>=|>|<=|<) '?([-\d.]+)'?")
STEP_BEYOND = {">": 0, ">=": -1, "<": 0, "<=": 1}
FLOAT_STEPS = 10**12  # a double tells numbers apart that differ by a part in so many


@dataclass(frozen=True)
class Counterexample:
    """A statement that breaks the promise of a check."""

    check: Check
    statement: str
    breaks: str = ""  # what of the promise, if it has several parts
    column: str = ""  # the column that the check must name

    def __str__(self) -> str:
        return f"{self.check.table}-{self.check.name}-{self.breaks}".removesuffix("-")


def counterexamples(check: Check) -> Iterator[Counterexample]:
    """Yield at least one statement that breaks the promise; none if nobody wrote one."""
    seed = seed_classes().get(check.table)
    if check.name == "grain":
        again = f"insert into {check.table} from {check.table} limit 1"
        yield Counterexample(check, again, "row twice")
        yield Counterexample(check, f"delete from {check.table}", "no row")
    elif check.name == "references":
        for column in seed.references():
            statement = f"update {check.table} set {column} = 'nowhere'"
            yield Counterexample(check, statement, column, column)
    elif check.name == "bounds":
        for column, condition in limits(seed):
            beyond = [f"{column} = {value_beyond(condition)}"]
            # What must not be less is unknown, so that the column alone breaks the promise.
            unknown = [f"{more} = null" for less, more in ordered(seed) if less == column]
            statement = f"update {check.table} set {', '.join(beyond + unknown)}"
            yield Counterexample(check, statement, condition, column)
    elif check.broken_by:
        yield Counterexample(check, check.broken_by)
    else:
        yield from beyond_the_plausible(check)


def beyond_the_plausible(check: Check) -> Iterator[Counterexample]:
    """Yield a figure that no source doubles, or that its unit does not allow, for each column."""
    if check.name == "sources_agree":
        for column in re.findall(r"select '(\w+)' as column_name", check.query):
            again = f"{column} * 2 as {column}, 'neocloud_conventions' as source_id"
            known = f"update {check.table} set {column} = coalesce(nullif({column}, 0), 1)"
            own = f"select * replace ({again}) from {check.table} limit 1"
            statement = f"{known}; insert into {check.table} {own}"
            yield Counterexample(check, statement, column, column)
    elif check.name == "differences_stand":
        gone = f"'{check.table}' as table_name, 'gone' as fact_key"
        known = f"select * replace ({gone}) from reference.known_differences limit 1"
        yield Counterexample(check, f"insert into reference.known_differences {known}")
    elif check.name == "dated":
        for column in re.findall(r"'(\w+)' as column_name", check.query):
            statement = f"update {check.table} set {column} = '2052-03-28'"
            yield Counterexample(check, statement, column, column)
    elif check.name == "plausible":
        for column, least in re.findall(r"not \((\w+) between (\S+)", check.query):
            below = Decimal(least) - 1
            yield Counterexample(
                check, f"update {check.table} set {column} = {below}", column, column
            )


def value_beyond(condition: str) -> str:
    """Return a value just over a limit; '!' is of no closed list and fits no pattern."""
    if not (found := LIMIT.fullmatch(condition)):
        other = re.fullmatch(r"\w+ >= ([a-z]\w*)", condition)
        return f"{other[1]} - 1" if other else "'!'"
    sign, limit = found.groups()
    if re.fullmatch(r"\d{4}-\d\d-\d\d", limit):
        return f"'{date.fromisoformat(limit) + timedelta(STEP_BEYOND[sign])}'"
    # One more than a very large limit is, as a double, the limit itself.
    step = max(Decimal(1), abs(Decimal(limit)) / FLOAT_STEPS)
    return str(Decimal(limit) + STEP_BEYOND[sign] * step)


@pytest.fixture(scope="session")
def breakable(built, tmp_path_factory) -> Iterator[duckdb.DuckDBPyConnection]:
    """A copy of the published file, to be broken within transactions."""
    # Called as the release is, or its macros would not answer.
    folder = tmp_path_factory.mktemp("breakable")
    copy = shutil.copy(built.published, folder / built.published.name)
    with duckdb.connect(copy) as connection:
        yield connection


def test_every_check_has_a_counterexample():
    assert [f"{c.table} {c.name}" for c in CHECKS if not any(counterexamples(c))] == []


def test_no_check_finds_rows_while_its_promise_holds(warehouse):
    assert [str(found) for c in CHECKS if (found := run_check(warehouse, c)).rows] == []


@pytest.mark.parametrize(
    "counterexample", [e for check in CHECKS for e in counterexamples(check)], ids=str
)
def test_check_finds_rows_when_its_promise_is_broken(counterexample, breakable):
    table = counterexample.check.table
    breakable.begin()
    try:
        # Without the constraints, which would refuse the broken row before a check can see it.
        breakable.execute(f"create or replace table {table} as from {table}")
        breakable.execute(counterexample.statement)
        found = run_check(breakable, counterexample.check)
    finally:
        breakable.rollback()
    assert found.rows
    if counterexample.column:
        assert {row[0] for row in found.rows} == {counterexample.column}


def test_a_price_is_not_plausible_while_no_bound_says_so(breakable):
    plausible = [check for check in CHECKS if check.name.endswith("price_is_plausible")]
    breakable.begin()
    try:
        breakable.execute(
            "delete from reference.assumptions where assumption_id = 'plausible_usd_per_gpu_hour'"
        )
        assert [check.table for check in plausible if run_check(breakable, check).passed] == []
    finally:
        breakable.rollback()
