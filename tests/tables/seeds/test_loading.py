"""A seed replaces its table whole, or not at all."""

import csv
import shutil

import duckdb
import pytest

from pipeline.project.paths import Project
from pipeline.tables.check import run_check
from pipeline.tables.seeds.csv_files import SeedError
from pipeline.warehouse.build import build
from pipeline.warehouse.catalog import project_tables
from pipeline.warehouse.working_file import open_working

PRICES = "pricing.component_prices"
GOOD = "coreweave_note_2023_06_20,t4,gpu,t4,T4,0.4,true,exact,tf_securities_2023_06_20,test,\n"


@pytest.fixture
def project(built, tmp_path):
    """The seeds alone, for which no SQL file counts; the warehouse as the last build left it."""
    own = Project(tmp_path, tmp_path / "data")
    shutil.copytree(built.seeds, own.seeds)
    own.working.parent.mkdir(parents=True)
    shutil.copy(built.working, own.working)
    return own


def rebuild(project, table):
    """Build one table of the project, and close its working file."""
    (found,) = [t for t in project_tables(project) if t.name == table]
    with open_working(project) as connection:
        return build(connection, found, "second run")


def ask(project, sql):
    with duckdb.connect(str(project.working), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def state(project, table):
    """Return all that the working file holds of a table: rows, comments, limits, record."""
    schema, _, name = table.partition(".")
    where = f"where schema_name = '{schema}' and table_name = '{name}'"
    return [
        ask(project, f"from {table}"),
        ask(project, f"select comment, sql from duckdb_tables() {where}"),
        ask(project, f"select column_name, data_type, comment from duckdb_columns() {where}"),
        ask(project, f"select * from meta.builds where table_name = '{table}'"),
    ]


def add(project, table, text):
    path = project.seeds / table.replace(".", "/")
    with path.with_suffix(".csv").open("a", encoding="utf-8") as file:
        file.write(text)


BROKEN = {
    "a broken cell": GOOD.replace("0.4", "-1"),
    "a dangling reference": GOOD.replace(",t4,T4", ",t5,T4"),
    "a key there already": GOOD.replace(",t4,gpu", ",vcpu,gpu"),
    "an open quote": GOOD.replace("test", '"test'),
}


@pytest.mark.parametrize("row", BROKEN.values(), ids=BROKEN)
def test_a_broken_seed_leaves_the_table_of_the_build_before(project, row):
    before = state(project, PRICES)
    add(project, PRICES, row)
    with pytest.raises(SeedError, match=r"^seeds/pricing/component_prices\.csv:\d+ "):
        rebuild(project, PRICES)
    assert state(project, PRICES) == before


def test_a_broken_promise_leaves_the_table_of_the_build_before(project):
    promise = project.sql / "checks" / "pricing" / "component_prices__no_t4.sql"
    promise.parent.mkdir(parents=True, exist_ok=True)
    promise.write_text(
        "-- Nobody rents out a T4.\n"
        f"-- broken by: update {PRICES} set sku_name = 'T4'\n"
        f"select * from {PRICES} where sku_name = 'T4'\n"
    )
    before = state(project, PRICES)
    add(project, PRICES, GOOD)
    assert [outcome.check.name for outcome in rebuild(project, PRICES).broken] == ["no_t4"]
    assert state(project, PRICES) == before


def test_a_good_change_replaces_the_table_and_its_record(project):
    record = f"""
        select row_count, run_id, code_version, data_version from meta.builds
        where table_name = '{PRICES}'
    """
    ((count, run, *versions),) = ask(project, record)
    add(project, PRICES, GOOD)
    assert rebuild(project, PRICES).row_count == count + 1
    ((new_count, new_run, *new_versions),) = ask(project, record)
    assert (count, run, new_count, new_run) == (count, "tests", count + 1, "second run")
    assert set(versions) & set(new_versions) == set()


def test_a_row_orphaned_by_its_parent_is_found_when_the_child_is_rebuilt(project):
    path = project.seeds / "reference" / "gpu_models.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("a40,")), "utf-8")
    assert rebuild(project, "reference.gpu_models").broken == ()
    with pytest.raises(SeedError) as error:
        rebuild(project, PRICES)
    problem = "gpu_model_id: 'a40' is not a gpu_model_id of reference.gpu_models"
    first = 1 + [row["component_id"] for row in seed_rows(project, PRICES)].index("a40") + 1
    assert str(error.value).startswith(f"seeds/pricing/component_prices.csv:{first} {problem}")
    (check,) = [
        check
        for table in project_tables(project)
        for check in table.checks
        if (table.name, check.name) == (PRICES, "references")
    ]
    with duckdb.connect(str(project.working)) as connection:
        assert set(run_check(connection, check).rows) == {("gpu_model_id", "a40")}


def seed_rows(project, table):
    path = project.seeds / f"{table.replace('.', '/')}.csv"
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


AGAINST_THE_RULES = {
    "price of nothing": (PRICES, "price_usd_per_unit_hour = 0", "CHECK"),
    "unknown enum value": (PRICES, "bound_type = 'exactly'", "CHECK"),
    "number above its limit": ("reference.sources", "trust_rank = 5", "CHECK"),
    "pattern not matched": ("reference.sources", "language_code = 'eng'", "CHECK"),
    "nothing where a value is needed": (PRICES, "sku_name = null", "NOT NULL"),
    "same key twice": ("reference.sources", "source_id = 'same'", "(?i)primary key"),
}


@pytest.mark.parametrize(
    ("table", "change", "rule"), AGAINST_THE_RULES.values(), ids=AGAINST_THE_RULES
)
def test_the_table_itself_refuses_what_breaks_its_rules(project, table, change, rule):
    connection = duckdb.connect(str(project.working))
    with connection, pytest.raises(duckdb.ConstraintException, match=rule):
        connection.execute(f"update {table} set {change}")


def test_an_empty_cell_is_null_quoted_or_not(project):
    add(project, PRICES, GOOD.replace(",gpu,t4,", ',public_ip,"",').replace(",t4,", ",quoted,"))
    add(project, PRICES, GOOD.replace(",gpu,t4,", ",public_ip,,").replace(",t4,", ",bare,"))
    rebuild(project, PRICES)
    sql = f"select gpu_model_id, known_date from {PRICES} where component_id in ('quoted', 'bare')"
    assert ask(project, sql) == [(None, None)] * 2
