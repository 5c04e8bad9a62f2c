"""A macro answers from the file that holds it, opened or attached as neocloud, or is refused."""

import re

import duckdb
import pytest

from tests.small_project import build_all

CALL = "{}.cost.host_prices_known_by('2026-11-25')"
TOTAL = "select sum(ram_gb) from {}"
REFUSED = "attach release {} as neocloud to call its macros"


@pytest.fixture
def releases(own_small):
    """Two releases of one project: in the later one each host has ten times the memory."""
    recipes = own_small.seeds / "pricing" / "instance_recipes.csv"
    recipes.write_text(recipes.read_text().replace(",4,", ",40,"))
    build_all(own_small)
    earlier, later = own_small.kept_releases()
    return earlier, later


def attached(connection, **files):
    for name, path in files.items():
        connection.execute(f"attach '{path}' as {name} (read_only)")


def own_total(path):
    with duckdb.connect() as connection:
        attached(connection, it=path)
        return connection.execute(TOTAL.format("it.cost.host_prices")).fetchone()


def test_attached_as_neocloud_it_answers_from_its_own_file(releases):
    totals = []
    for path in releases:
        with duckdb.connect() as connection:
            attached(connection, neocloud=path)
            totals.append(connection.execute(TOTAL.format(CALL.format("neocloud"))).fetchone())
    assert totals == [own_total(path) for path in releases]
    assert totals[0] != totals[1]


def test_opened_it_answers_by_its_bare_name(own_small, releases):
    with duckdb.connect(str(own_small.published), read_only=True) as connection:
        call = "cost.host_prices_known_by('2026-11-25')"
        assert connection.execute(TOTAL.format(call)).fetchone() == own_total(releases[1])


@pytest.mark.parametrize("used", ["new", "old"])
def test_under_another_name_it_is_refused_with_what_to_do(releases, used):
    earlier, later = releases
    with duckdb.connect() as connection:
        attached(connection, old=earlier, new=later)
        connection.execute(f"use {used}")
        for name, path in (("old", earlier), ("new", later)):
            words = re.escape(REFUSED.format(path.stem))
            with pytest.raises(duckdb.CatalogException, match=f"(?i){words}"):
                connection.execute(f"from {CALL.format(name)}")


@pytest.mark.parametrize("used", ["neocloud", "old", "memory"])
def test_beside_another_release_it_never_answers_from_that(releases, used):
    """The counterexample of names alone: those of the other release would be found."""
    earlier, later = releases
    with duckdb.connect() as connection:
        attached(connection, old=earlier, neocloud=later)
        connection.execute(f"use {used}")
        words = re.escape(REFUSED.format(earlier.stem))
        with pytest.raises(duckdb.CatalogException, match=f"(?i){words}"):
            connection.execute(f"from {CALL.format('old')}")
        found = connection.execute(TOTAL.format(CALL.format("neocloud"))).fetchone()
        assert found == own_total(later)


def test_opened_under_its_own_name_a_kept_release_says_what_to_do_and_query_does_it(
    own_small, releases, small_neocloud
):
    earlier, _ = releases
    call = CALL.format("")[1:]
    with duckdb.connect(str(earlier), read_only=True) as connection:
        words = re.escape(REFUSED.format(earlier.stem))
        with pytest.raises(duckdb.CatalogException, match=f"(?i){words}"):
            connection.execute(f"from {call}")
    (total,) = own_total(earlier)
    for name in (earlier.stem, "previous", str(earlier)):
        asked = ("query", "--release", name, "-o", "csv", TOTAL.format(call))
        answer = small_neocloud(own_small.root, *asked)
        assert answer.stdout.splitlines()[1:] == [str(total)], answer.stderr
    answer = small_neocloud(own_small.root, "query", "--release", "1999", "select 1")
    assert (answer.returncode, "'1999' is no kept release" in answer.stderr) == (2, True)


def test_every_macro_that_reads_a_table_is_bound(warehouse):
    """Refused, whatever it is, where the file has another name than its own."""
    unbound = warehouse.execute("""
        select function_name from duckdb_functions()
        where
            database_name = 'neocloud' and function_type in ('macro', 'table_macro')
            and not internal and not starts_with(function_name, 'attach release')
            and regexp_matches(macro_definition, '(?i)\\bfrom\\b')
            and not contains(macro_definition, 'neocloud."attach release')
    """).fetchall()
    assert unbound == []
