"""``neocloud build`` as its user runs it: an exit code, words on the terminal.

The whole project from cold is built, once in all tests, in ``test_definitions.py``.
"""

import re
from pathlib import Path

import duckdb
import pytest


@pytest.fixture
def root(own_small) -> Path:
    """A checkout of the small project, built and published already."""
    return own_small.root


def test_a_selection_builds_only_itself_and_publishes_a_consistent_whole(root, small_neocloud):
    result = small_neocloud(root, "build", "--select", "group:core")
    assert result.returncode == 0, result.stderr
    shown = re.findall(r"^(\w+)\.\w+ ", result.stderr, re.M)
    assert set(shown) == {"core"}
    assert "published data/neocloud.duckdb" in result.stdout


def test_a_broken_seed_is_named_and_the_release_stays(root, small_neocloud):
    path, published = root / "seeds/pricing/instance_recipes.csv", root / "data/neocloud.duckdb"
    good, release = path.read_text(), published.read_bytes()
    path.write_text(good.replace(",note,", ",notes,").replace(",4,", ",-4,"))
    result = small_neocloud(root, "build", "--select", "key:pricing/instance_recipes")
    assert result.returncode == 1
    assert "pricing.instance_recipes failed" in result.stderr
    named = re.findall(r"^seeds/pricing/instance_recipes\.csv:(\d) (\w+): ", result.stderr, re.M)
    assert named == [("2", "source_id"), ("3", "ram_gb")]
    assert "did you mean 'note'?" in result.stderr
    assert "the last release is as it was" in result.stderr
    assert published.read_bytes() == release


def test_a_partial_build_that_leaves_stale_tables_is_not_published(root, small_neocloud):
    path, published = root / "seeds/reference/assumptions.csv", root / "data/neocloud.duckdb"
    release = published.read_bytes()
    path.write_text(path.read_text().replace(",730,", ",731,"))
    result = small_neocloud(root, "build", "-s", "key:reference/assumptions")
    assert result.returncode == 1
    assert "built, but not published" in result.stderr
    assert re.search(r"^  cost\.host_prices .*reference\.assumptions", result.stderr, re.M)
    assert published.read_bytes() == release


def test_a_sql_file_that_breaks_a_rule_is_named(root, small_neocloud):
    path = root / "sql" / "core" / "stray.sql"
    path.write_text("-- One row per nothing.\n-- grain: a\nselect a from core.nowhere\n")
    result = small_neocloud(root, "build")
    assert result.returncode == 1
    assert result.stderr.startswith("sql/core/stray.sql:3 reads core.nowhere, which no seed")


@pytest.mark.parametrize(
    ("selection", "message"),
    [
        ("group:nope", "selects nothing; the groups are audit, core, cost,"),
        ("key:((", "is no selection"),
    ],
    ids=["empty", "malformed"],
)
def test_a_wrong_selection_is_wrong_usage(root, small_neocloud, selection, message):
    result = small_neocloud(root, "build", "--select", selection)
    assert result.returncode == 2
    assert message in result.stderr


def built_tables(stderr: str) -> set[str]:
    """Return the tables of which a build says that it made them."""
    return set(re.findall(r"^(\w+\.\w+) +(?:[\d,]+ rows?|macro) +[\d.]+ s$", stderr, re.M))


def test_where_nothing_changed_nothing_is_built(root, small_neocloud):
    published = root / "data/neocloud.duckdb"
    before = published.read_bytes()
    result = small_neocloud(root, "build")
    assert result.returncode == 0, result.stderr
    assert result.stdout.startswith("nothing to build: data/neocloud.duckdb is what the files say")
    assert published.read_bytes() == before


def test_what_a_changed_seed_does_not_reach_is_left_alone(root, small_neocloud):
    path = root / "seeds/pricing/instance_recipes.csv"
    path.write_text(path.read_text().replace(",4,", ",5,"))
    result = small_neocloud(root, "build")
    assert result.returncode == 0, result.stderr
    assert "building 5 of 8 tables and macros" in result.stderr
    assert "  pricing.instance_recipes its file instance_recipes.csv changed" in result.stderr
    assert built_tables(result.stderr) == {
        "pricing.instance_recipes",
        "core.hosts",
        "cost.host_prices",
        "audit.document_prices",
        "audit.figure_sources",
    }
    assert small_neocloud(root, "build").stdout.startswith("nothing to build")


def test_all_makes_everything_anew(root, small_neocloud):
    result = small_neocloud(root, "build", "--all")
    assert result.returncode == 0, result.stderr
    assert len(built_tables(result.stderr)) == 8
    refused = small_neocloud(root, "build", "--all", "--select", "core.hosts")
    assert refused.returncode == 2
    assert "give one of them" in refused.stderr


def test_what_another_program_built_is_built_anew(root, small_neocloud):
    for file in ("neocloud.duckdb", "build/neocloud.duckdb"):
        with duckdb.connect(str(root / "data" / file)) as connection:
            connection.execute(
                "update meta.builds set program_version = 'older' where table_name = 'core.hosts'"
            )
    result = small_neocloud(root, "build")
    assert "core.hosts was built by another version of neocloud or of DuckDB" in result.stderr
    assert "core.hosts" in built_tables(result.stderr)
    assert "pricing.instance_recipes" not in built_tables(result.stderr)


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        ("core.hosts", {"core.hosts"}),
        ("hosts", None),
        ("+core.hosts and not group:reference", {"core.hosts", "pricing.instance_recipes"}),
        ("core.hosts or group:cost", {"core.hosts", "cost.host_prices"}),
        ('key:"core/hosts"', {"core.hosts"}),
    ],
)
def test_a_table_is_selected_by_its_name(root, small_neocloud, selection, expected):
    result = small_neocloud(root, "build", "--select", selection)
    if expected is None:
        assert result.returncode == 2
        return
    assert result.returncode == 0, result.stderr
    assert built_tables(result.stderr) == expected


def test_a_table_that_is_none_is_refused_with_the_nearest(root, small_neocloud):
    result = small_neocloud(root, "build", "--select", "core.host")
    assert result.returncode == 2
    assert "there is no table core.host; did you mean 'core.hosts'?" in result.stderr


def test_a_published_file_that_somebody_wrote_to_is_published_anew(root, small_neocloud):
    published = root / "data/neocloud.duckdb"
    with duckdb.connect(str(published)) as connection:
        connection.execute("update cost.host_prices set ram_usd_per_hour = 1")
        connection.execute("create macro ours() as 1")
    result = small_neocloud(root, "build")
    assert result.returncode == 0, result.stderr
    assert "building 0 of 8 tables and macros" in result.stderr
    with duckdb.connect(str(published), read_only=True) as connection:
        found = connection.execute("select max(ram_usd_per_hour) from cost.host_prices").fetchone()
        assert str(found[0]) == "10.240000"
        with pytest.raises(duckdb.CatalogException):
            connection.execute("select ours()")


def test_nothing_is_left_of_a_table_whose_file_is_gone(root, small_neocloud):
    (root / "sql/audit/document_prices.sql").unlink()
    assert small_neocloud(root, "build", "--yes").returncode == 0
    with duckdb.connect(str(root / "data/neocloud.duckdb"), read_only=True) as connection:
        for table in ("audit.figure_sources", "meta.column_lineage", "meta.builds"):
            left = connection.execute(f"from {table} where table_name = 'audit.document_prices'")
            assert left.fetchall() == []
    assert small_neocloud(root, "verify").returncode == 0
