"""A table is built whole or not at all, and remembers what it was built from."""

import dataclasses

import duckdb
import pytest

from pipeline.project.paths import Project
from pipeline.tables.check import Check
from pipeline.tables.sql.tables import SqlTable
from pipeline.warehouse.build import build
from pipeline.warehouse.staleness import drop_orphans, stale_tables
from pipeline.warehouse.working_file import open_working
from tests.small_project import small_tables


@pytest.fixture
def project(own_small) -> Project:
    return own_small


@pytest.fixture
def working(project):
    with open_working(project) as connection:
        yield connection


def table_of(project, name):
    return next(table for table in small_tables(project) if table.name == name)


def record(connection, name):
    return connection.execute("from meta.builds where table_name = $1", [name]).fetchone()


def test_same_inputs_give_the_same_version(project, working):
    before = record(working, "core.hosts")
    result = build(working, table_of(project, "core.hosts"), "again")
    assert result.data_version == before[6]
    assert record(working, "core.hosts")[1] == "again"


def test_a_broken_check_leaves_the_table_as_it_was(project, working):
    table = table_of(project, "core.hosts")
    never = Check(table.name, "never", "There is no host.", f"from {table.name}, range(3)")
    before = record(working, table.name)
    result = build(working, dataclasses.replace(table, checks=(never,)), "broken")
    assert [outcome.check.name for outcome in result.broken] == ["never"]
    assert len(result.broken[0].rows) == 5
    assert record(working, table.name) == before
    assert working.execute(f"select count(*) from {table.name}").fetchone() == (before[4],)


def test_a_statement_that_fails_leaves_the_table_as_it_was(project, working):
    table = table_of(project, "core.hosts")
    before = record(working, table.name)

    class Failing(SqlTable):
        def create(self, connection):
            connection.execute(f"drop table {self.name}")
            connection.execute("select 1 / 0 from nowhere")

    with pytest.raises(duckdb.CatalogException, match="nowhere"):
        build(working, Failing(**vars(table)), "failing")
    assert record(working, table.name) == before
    assert working.execute(f"select count(*) from {table.name}").fetchone() == (before[4],)


def test_nothing_is_stale_after_a_build(project, working):
    assert stale_tables(working, small_tables(project)) == {}


def test_a_changed_seed_makes_itself_and_all_that_reads_it_stale(project, working):
    path = project.seeds / "pricing" / "instance_recipes.csv"
    path.write_text(path.read_text().replace("min_host,1,1,4", "min_host,1,1,8"))
    stale = stale_tables(working, small_tables(project))
    assert stale["pricing.instance_recipes"] == (
        "its file instance_recipes.csv changed since it was built"
    )
    assert stale["core.hosts"] == "was built from an older pricing.instance_recipes"
    assert stale["cost.host_prices"] == "was built from an older core.hosts"
    assert stale.keys().isdisjoint({"reference.assumptions", "macros.for_a_month"})


def test_a_rebuilt_input_makes_its_readers_stale_until_they_are_rebuilt(project, working):
    path = project.seeds / "pricing" / "instance_recipes.csv"
    path.write_text(path.read_text().replace("min_host,1,1,4", "min_host,1,1,8"))
    build(working, table_of(project, "pricing.instance_recipes"), "one")
    stale = stale_tables(working, small_tables(project))
    assert stale["core.hosts"] == "was built from an older pricing.instance_recipes"
    for table in small_tables(project):
        if table.name in stale:
            build(working, table, "rest")
    assert stale_tables(working, small_tables(project)) == {}


def test_a_changed_check_makes_its_table_stale(project, working):
    folder = project.sql / "checks" / "core"
    (folder / "hosts__new.sql").write_text(
        "-- A new promise.\n-- broken by: delete from core.hosts\n"
        "select * from core.hosts where false\n"
    )
    assert "core.hosts" in stale_tables(working, small_tables(project))


def test_a_table_whose_file_is_gone_is_dropped(project, working):
    kept = [t for t in small_tables(project) if t.name != "cost.host_prices"]
    assert drop_orphans(working, kept) == ["cost.host_prices"]
    assert record(working, "cost.host_prices") is None
    with pytest.raises(duckdb.CatalogException):
        working.execute("from cost.host_prices")


def test_a_macro_whose_file_is_gone_is_dropped(project, working):
    kept = [t for t in small_tables(project) if t.name != "macros.for_a_month"]
    assert drop_orphans(working, kept) == ["macros.for_a_month"]
    with pytest.raises(duckdb.CatalogException, match="for_a_month"):
        working.execute("select for_a_month(1, 2)")


def test_comments_reach_the_file(warehouse):
    assert warehouse.execute(
        "select comment from duckdb_columns() where schema_name = 'core'"
        " and table_name = 'component_prices' and column_name = 'known_date'"
    ).fetchone() == (
        "When the world could know the row; in a seed, empty means when its source was published.",
    )
