"""``neocloud build`` as its user runs it: an exit code, words on the terminal."""

import re
import shutil
from pathlib import Path

import pytest


@pytest.fixture
def root(own_project) -> Path:
    """A checkout of its own, built and published already."""
    shutil.copy(own_project.working, own_project.published)
    return own_project.root


def test_build_from_cold_shows_each_table_and_sums_up(root, tables, neocloud_process):
    shutil.rmtree(root / "data")
    first = neocloud_process(root, "build")
    assert first.returncode == 0, first.stderr
    shown = re.findall(r"^(\w+\.\w+) +(?:[\d,]+ rows?|macro) +\d+\.\d{3} s$", first.stderr, re.M)
    assert set(shown) == set(tables)
    assert re.fullmatch(
        r"published data/neocloud\.duckdb: \d+ tables, [\d,]+ rows, [\d.]+ MB, release \S+\n",
        first.stdout,
    )
    assert not (root / "data" / "report.html").exists()  # neocloud report makes it
    assert "Warning" not in first.stderr
    assert "Traceback" not in first.stderr


def test_a_selection_builds_only_itself_and_publishes_a_consistent_whole(root, neocloud):
    result = neocloud(root, "build", "--select", "group:growth")
    assert result.returncode == 0, result.stderr
    shown = re.findall(r"^(\w+)\.\w+ ", result.stderr, re.M)
    assert set(shown) == {"growth"}
    assert "published data/neocloud.duckdb" in result.stdout


def test_a_broken_seed_is_named_and_the_release_stays(root, neocloud):
    path, published = root / "seeds/pricing/component_prices.csv", root / "data/neocloud.duckdb"
    good, release = path.read_text(), published.read_bytes()
    bad = good.replace(",a40,gpu,a40,", ",a40,gpu,a4o,", 1).replace(",4.76,", ",-4.76,", 1)
    path.write_text(bad)
    result = neocloud(root, "build", "--select", "key:pricing/component_prices")
    path.write_text(good)
    assert result.returncode == 1
    assert "pricing.component_prices failed" in result.stderr
    named = re.findall(r"^seeds/pricing/component_prices\.csv:(\d+) (\w+): ", result.stderr, re.M)
    lines = bad.splitlines()
    assert [(lines[int(line) - 1].count("a4o"), column) for line, column in named] == [
        (1, "gpu_model_id"),
        (0, "price_usd_per_unit_hour"),
    ]
    assert "did you mean 'a40'?" in result.stderr
    assert "the last release is as it was" in result.stderr
    assert published.read_bytes() == release


def test_a_partial_build_that_leaves_stale_tables_is_not_published(root, neocloud):
    path, published = root / "seeds/reference/assumptions.csv", root / "data/neocloud.duckdb"
    good, release = path.read_text(), published.read_bytes()
    path.write_text(good.replace(",730,", ",731,"))
    result = neocloud(root, "build", "-s", "key:reference/assumptions")
    path.write_text(good)
    assert result.returncode == 1
    assert "built, but not published" in result.stderr
    assert "market.ai_models was built from an older reference.assumptions" in result.stderr
    assert published.read_bytes() == release


def test_a_sql_file_that_breaks_a_rule_is_named(root, neocloud):
    path = root / "sql" / "core" / "stray.sql"
    path.write_text("-- One row per nothing.\n-- grain: a\nselect a from core.nowhere\n")
    result = neocloud(root, "build")
    path.unlink()
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
def test_a_wrong_selection_is_wrong_usage(root, neocloud, selection, message):
    result = neocloud(root, "build", "--select", selection)
    assert result.returncode == 2
    assert message in result.stderr
