"""``neocloud build`` as its user runs it: an exit code, words on the terminal.

The whole project from cold is built, once in all tests, in ``test_definitions.py``.
"""

import re
from pathlib import Path

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
