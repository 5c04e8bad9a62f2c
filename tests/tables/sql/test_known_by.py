"""The second clock: what was known on a day, and that nothing learned later moves it."""

import csv
import shutil
from datetime import date, timedelta
from decimal import Decimal

import duckdb
import pytest

from pipeline.project.layers import BY_NAME, DERIVED_SCHEMAS
from pipeline.project.paths import Project
from pipeline.tables.seeds.known_rows import ASKED
from pipeline.tables.sql.file import sql_files
from pipeline.tables.sql.known_by import SUFFIX, known_by_macro
from pipeline.warehouse.build import build
from pipeline.warehouse.catalog import project_tables
from pipeline.warehouse.working_file import open_working

NOTE = "2023-06-20"
LATER = date(2026, 11, 23)
FIRST = date(2021, 1, 1)
# A day of every month before, each at another place in it.
EARLIER = [FIRST + timedelta(days) for days in range(0, (LATER - FIRST).days, 31)]
# One later fact for every kind of table: (seed file, line without its known_date).
LATER_FACTS = {
    "pricing/price_lists": (
        "later,coreweave,2023-06-01,,2023-06-01,component,selected_offers,"
        "tf_securities_2023_06_20,test,"
    ),
    "pricing/component_prices": (
        "later,h100_sxm,gpu,h100_sxm,H100,1.11,true,exact,tf_securities_2023_06_20,test,"
    ),
    "funding/rounds": "later,coreweave,Later,,2022-01-01,day,tf_securities_2023_06_20,test,",
    "funding/tranches": "later,later,equity,funded,777000000,exact,tf_securities_2023_06_20,test,",
    "funding/valuations": (
        "coreweave,2021-01-01,reported,day,999000000,exact,coreweave_docs_2021_01_18,test,"
    ),
    "market/compute_capacity": "WORLD,2020,total,1,actual,exact,coreweave_docs_2021_01_18,test,",
    "market/market_sizes": (
        "askci_cloud_computing,2021,total,1000000000,actual,exact,tf_securities_2023_06_20,test,"
    ),
    "market/company_revenues": (
        "nvidia,total,FY24Q1,2023-01-30,2023-04-30,1000000,exact,coreweave_docs_2021_01_18,test,"
    ),
}


def known(tables):
    return [name for name in tables if BY_NAME[name.split(".")[0]].has_known_by]


def answers(connection, tables, days):
    """Return what each table was on each of the days: how many rows, and a digest of them."""
    asked = ", ".join(f"(date '{day}')" for day in days)
    return {
        name: connection.execute(f"""
            select days.day, count(known), sum(hash(known))
            from (values {asked}) as days (day) cross join {name}{SUFFIX}(days.day) as known
            group by all order by all
        """).fetchall()
        for name in known(tables)
    }


@pytest.fixture(scope="module")
def project(built, tmp_path_factory) -> Project:
    root = tmp_path_factory.mktemp("project")
    for folder in ("seeds", "sql"):
        shutil.copytree(built.root / folder, root / folder)
    own = Project(root, root / "data")
    own.working.parent.mkdir(parents=True)
    shutil.copy(built.published, own.working)
    return own


@pytest.fixture(scope="module")
def later(project):
    """The working file after facts were loaded that became known on ``LATER``."""
    for name, line in LATER_FACTS.items():
        path = project.seeds / f"{name}.csv"
        rows = [*path.read_text().splitlines(), f"{line}{LATER}"]
        path.write_text("\n".join(rows) + "\n")
    with open_working(project) as connection:
        for table in project_tables(project):
            if table.schema not in ("audit", "macros") and not table.name.startswith("reference"):
                # the checks are about the real facts; here the invented ones are the point
                result = build(connection, _without_written_checks(table), "later")
                assert not result.broken, list(map(str, result.broken))
        yield connection


def _without_written_checks(table):
    import dataclasses

    generated = ("grain", "references", "bounds")
    return dataclasses.replace(
        table, checks=tuple(check for check in table.checks if check.name in generated)
    )


def test_a_later_fact_moves_no_earlier_answer(warehouse, later, tables):
    days = [*EARLIER, LATER - timedelta(1)]
    assert len(days) == 71
    assert answers(later, tables, days) == answers(warehouse, tables, days)


def test_the_later_facts_do_move_the_later_answer(warehouse, later, tables):
    before, after = answers(warehouse, tables, [LATER]), answers(later, tables, [LATER])
    moved = {name for name in before if before[name] != after[name]}
    assert moved >= {
        "core.component_prices",
        "core.funding_tranches",
        "core.list_prices",
        "core.valuations",
        "cost.gpu_unit_costs",
        "growth.company_revenues",
        "growth.compute_capacity",
        "growth.funding_by_round",
        "growth.market_sizes",
        "growth.valuations",
    }


def test_known_today_is_the_table_itself(warehouse, tables):
    for name in known(tables):
        both = f"from {name}{SUFFIX}('2999-01-01') except all from {name}"
        assert warehouse.execute(f"select count(*) from ({both})").fetchone() == (0,), name


# The caller's columns, called as those inside the macros that say when a fact was known.
DAYS = f"""
    with days as (
        select
            published_date, published_date as known_date, published_date as known_by,
            published_date as effective_to_date, published_date as {ASKED}
        from reference.sources where source_id = 'tf_securities_2023_06_20'
    )
"""


# What tells two tables apart: how many rows, and a digest of them.
DIGEST = "count(known), sum(hash(known))"


@pytest.fixture(scope="module")
def on_the_note_day(built, tables):
    """Each table as it was known on the day of the note, asked for with a literal."""
    with duckdb.connect(str(built.published), read_only=True) as connection:
        asked = f"select {DIGEST} from {{}}{SUFFIX}('{NOTE}') as known"
        yield {name: connection.execute(asked.format(name)).fetchone() for name in known(tables)}


ARGUMENTS = ["published_date", "known_date", "known_by", "effective_to_date", "days.known_date"]


@pytest.mark.parametrize("argument", ARGUMENTS)
def test_a_column_of_the_caller_is_the_day_asked_for(argument, warehouse, on_the_note_day):
    """Each table is called in one of two ways in turn, each argument so for half of the tables."""
    lateral = f"select {DIGEST} from days cross join {{}} as known"
    scalar = "select (select count(*) from {}) from days"
    for place, (name, fixed) in enumerate(on_the_note_day.items()):
        called = f"{name}{SUFFIX}({argument})"
        form, wanted = [(lateral, fixed), (scalar, fixed[:1])][
            (place + ARGUMENTS.index(argument)) % 2
        ]
        assert warehouse.execute(f"{DAYS} {form.format(called)}").fetchone() == wanted, name


def test_an_argument_that_is_not_bound_first_lets_later_facts_in(built, warehouse, tables):
    """The counterexample: put in as text, it is the column of the macro's own tables."""
    files = {f.name: f for s in DERIVED_SCHEMAS for f in sql_files(built.sql / s)}
    facts = {name: known for name, t in tables.items() if (known := t.known_rows())}
    bound = known_by_macro(files["growth.funding_by_round"], files, facts)
    unbound = bound.replace(f"asked.{ASKED}", "cast(known_by as date)")
    with duckdb.connect() as connection:
        connection.execute(f"attach '{built.published}' as built (read_only)")
        connection.execute("use built")
        for name, statement in (("bound", bound), ("unbound", unbound)):
            body = statement[statement.index("(known_by)") :]
            connection.execute(f"create temporary macro {name}{body}")
        count = "select count(*) from days cross join {}(known_date)"
        counts = [
            connection.execute(f"{DAYS} {count.format(name)}").fetchone()[0]
            for name in ("bound", "unbound")
        ]
    assert counts[0] == 6
    assert counts[1] > 6


def test_no_column_of_the_warehouse_is_called_as_the_bound_day(tables):
    assert not [name for name, table in tables.items() if ASKED in table.columns]


def test_the_day_of_the_note_gives_the_world_of_the_note(rows):
    assert rows("from funding_as_of('coreweave', $1)", [NOTE]) == [
        {
            "company_id": "coreweave",
            "round_count": 6,
            "equity_usd": Decimal("476500000.00"),
            "debt_usd": Decimal("100000000.00"),
            "secondary_usd": Decimal("0.00"),
            "new_money_usd": Decimal("576500000.00"),
            "equity_bound_type": "exact",
            "debt_bound_type": "exact",
            "new_money_bound_type": "exact",
            "reason": None,
        }
    ]
    known = f"from growth.funding_by_round{SUFFIX}('{NOTE}')"
    assert "coreweave_series_c" not in {row["round_id"] for row in rows(known)}
    prices = rows(f"from cost.price_changes{SUFFIX}('{NOTE}')")
    assert max(row["to_date"] for row in prices) < date(2023, 6, 21)
    sizes = rows(f"from growth.valuations{SUFFIX}('{NOTE}')")
    assert {row["valuation_usd"] for row in sizes} == {
        Decimal(2_000_000_000),
        Decimal(2_221_000_000),
    }


def test_a_day_before_everything_knows_nothing(rows):
    assert rows("select round_count, reason from funding_as_of('coreweave', '2020-01-01')") == [
        {
            "round_count": 0,
            "reason": "no round of coreweave that was known by 2020-01-01 is in funding.rounds",
        }
    ]
    (row,) = rows("from price_list_as_of('coreweave', '2020-01-01', '2020-01-01')")
    reason = "no price list of coreweave from 2020-01-01 or before was known on 2020-01-01"
    assert {name: value for name, value in row.items() if value is not None} == {
        "provider_id": "coreweave",
        "reason": reason,
    }


def lists_of(rows, *days):
    """Return the lists that answer with the prices confirmed last."""
    arguments = ", ".join(f"'{day}'" for day in days)
    found = rows(
        f"select distinct price_list_id from price_list_as_of('coreweave', {arguments})"
        " where days_unconfirmed = (select min(days_unconfirmed)"
        f" from price_list_as_of('coreweave', {arguments}))"
    )
    return {row["price_list_id"] for row in found}


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (("2021-02-20",), {"coreweave_docs_2021_01_18"}),
        # both lists hold: the first party is trusted more than the broker
        ((NOTE, NOTE), {"coreweave_docs_2023_01_12"}),
        # the docs' list ended 2023-07-24, the note's GPUs were seen unchanged until 2024-12-06
        (("2024-06-20",), {"coreweave_note_2023_06_20"}),
        (("2026-06-20",), {"coreweave_page_2026_03_13", "coreweave_spot_2026_05_10"}),
        # nobody knew then that the docs' list, more trusted, would end within the month
        (("2026-06-20", NOTE), {"coreweave_docs_2023_01_12"}),
        # nobody looked on that day, the page was seen on 2025-01-01 and in 2026
        (("2025-06-01",), {"coreweave_page_2026_03_13"}),
        # the last known, whatever came after
        (("2026-11-25",), {"coreweave_page_2026_03_13", "coreweave_spot_2026_05_10"}),
        (("2026-04-01",), {"coreweave_page_2026_03_13", "coreweave_spot_2026_03_13"}),
    ],
    ids=[
        "docs",
        "conflict",
        "gap",
        "2026",
        "2026 as foreseen",
        "between two sightings",
        "after the last",
        "spot before its change",
    ],
)
def test_the_list_in_force_depends_on_both_clocks(rows, days, expected):
    assert lists_of(rows, *days) == expected


def test_left_out_known_by_is_the_day_of_the_question_not_of_the_build(built, tmp_path):
    """West of the date line it is yesterday at the latest of what is today to the east of it."""
    path = tmp_path / "neocloud.duckdb"
    shutil.copy(built.published, path)
    question = "select count(price_list_id) > 0 from price_list_as_of('coreweave', '2023-06-20')"
    with duckdb.connect(str(path)) as connection:
        connection.execute("set timezone = 'Pacific/Kiritimati'")
        connection.execute("update pricing.price_lists set known_date = current_date")
        assert connection.execute(question).fetchone() == (True,)
        connection.execute("set timezone = 'Etc/GMT+12'")
        assert connection.execute(question).fetchone() == (False,)


def test_seeds_of_this_test_still_fit_their_files(project):
    for name in LATER_FACTS:
        with (project.seeds / f"{name}.csv").open(newline="") as file:
            assert {len(row) for row in csv.reader(file)} == {
                len(next(csv.reader([LATER_FACTS[name]])))
            }


def test_the_end_of_a_list_is_not_known_before_it_comes(rows):
    """The list of 2023-01-12 ended on 2023-07-24: nobody knew that on 2023-06-19."""
    found = rows(
        "select price_list_id, price_usd_per_unit_hour, effective_to_date"
        " from price_list_as_of('coreweave', '2024-01-01', known_by := '2023-06-19')"
        " where gpu_model_id = 'h100_sxm'"
    )
    assert found == [
        {
            "price_list_id": "coreweave_docs_2023_01_12",
            "price_usd_per_unit_hour": Decimal("4.78"),
            "effective_to_date": None,
        }
    ]
    ends = (
        "select distinct effective_to_date as ended from cost.instance_prices_known_by('{}')"
        " where price_list_id = 'coreweave_docs_2023_01_12'"
    )
    assert rows(ends.format("2023-07-23")) == [{"ended": None}]
    assert rows(ends.format("2023-07-24")) == [{"ended": date(2023, 7, 24)}]
