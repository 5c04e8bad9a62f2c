"""A macro answers from the file that holds it, opened or attached as neocloud, or is refused."""

import re
import shutil

import duckdb
import pytest

from pipeline.project.paths import release_id_of
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
            words = re.escape(REFUSED.format(release_id_of(path)))
            with pytest.raises(duckdb.CatalogException, match=f"(?i){words}"):
                connection.execute(f"from {CALL.format(name)}")


@pytest.mark.parametrize("used", ["neocloud", "old", "memory"])
def test_beside_another_release_it_never_answers_from_that(releases, used):
    """The counterexample of names alone: those of the other release would be found."""
    earlier, later = releases
    with duckdb.connect() as connection:
        attached(connection, old=earlier, neocloud=later)
        connection.execute(f"use {used}")
        words = re.escape(REFUSED.format(release_id_of(earlier)))
        with pytest.raises(duckdb.CatalogException, match=f"(?i){words}"):
            connection.execute(f"from {CALL.format('old')}")
        found = connection.execute(TOTAL.format(CALL.format("neocloud"))).fetchone()
        assert found == own_total(later)


@pytest.mark.parametrize("place", [0, 1], ids=["earlier", "live"])
def test_a_kept_release_answers_when_it_is_opened_or_attached_as_it_is_called(releases, place):
    """DuckDB calls a database what stands before the first point of its file's name."""
    path = releases[place]
    with duckdb.connect(str(path), read_only=True) as connection:
        found = connection.execute(TOTAL.format(CALL.format("")[1:])).fetchone()
        assert found == own_total(path)
    with duckdb.connect() as connection:
        connection.execute(f"attach '{path}' (read_only)")
        assert connection.execute(TOTAL.format(CALL.format("neocloud"))).fetchone() == found


def test_under_a_name_that_somebody_gave_its_file_it_says_what_to_do(releases, tmp_path):
    """The counterexample: such a file is called as no macro of it is bound to."""
    copy = shutil.copy(releases[0], tmp_path / "copy.duckdb")
    with duckdb.connect(str(copy), read_only=True) as connection:
        words = re.escape(REFUSED.format(release_id_of(releases[0])))
        with pytest.raises(duckdb.CatalogException, match=f"(?i){words}"):
            connection.execute(f"from {CALL.format('')[1:]}")


def test_query_asks_a_kept_release_by_id_word_or_path(own_small, releases, small_neocloud):
    earlier, _ = releases
    (total,) = own_total(earlier)
    for name in (release_id_of(earlier), "previous", str(earlier)):
        asked = ("query", "--release", name, "-o", "csv", TOTAL.format(CALL.format("")[1:]))
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
