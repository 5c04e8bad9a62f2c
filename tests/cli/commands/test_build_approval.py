"""Figures that move by more than facts, and names that are gone, are seen before readers see them.

The memory of a host costs ram_gb * usd_per_gb_hour; each wrong formula here was once published.
"""

from pathlib import Path

import duckdb
import pytest

from tests.cli.terminal import SMALL_COMMAND, lines_of, on_terminal

FORMULA = "hosts.ram_gb * prices.value"


@pytest.fixture
def root(own_small) -> Path:
    """A checkout of the small project, built and published already."""
    return own_small.root


@pytest.fixture
def wrong(root) -> Path:
    """The checkout with a formula that counts one gigabyte too many."""
    change(root / "sql/cost/host_prices.sql", FORMULA, f"{FORMULA} + prices.value")
    return root


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def asked(root: Path, query: str) -> list[tuple]:
    with duckdb.connect(str(root / "data/neocloud.duckdb"), read_only=True) as connection:
        return connection.execute(query).fetchall()


def test_a_wrong_formula_is_shown_and_not_published(wrong, small_neocloud):
    published = wrong / "data/neocloud.duckdb"
    before = published.read_bytes()
    result = small_neocloud(wrong, "build")
    assert result.returncode == 1
    assert "nothing was published: it is not facts alone that changed, and" in result.stderr
    # 4 and 2,048 gigabytes at 0.005 become 5 and 2,049: a quarter more moves more.
    moved = "cost.host_prices: ram_usd_per_hour moved in 2 rows, the most from 0.020000 to 0.025000"
    assert moved in result.stderr
    assert "audit.document_prices: all_hosts_usd_per_month moved" in result.stderr
    assert "neocloud build --yes" in result.stderr
    assert published.read_bytes() == before
    # Nothing is forgotten: the next build asks again, and builds nothing twice.
    again = small_neocloud(wrong, "build")
    assert again.returncode == 1
    assert "ram_usd_per_hour moved" in again.stderr
    assert "building 0 of" in again.stderr


def test_what_moved_is_published_when_that_is_said(wrong, small_neocloud):
    before = asked(wrong, "select sum(ram_usd_per_hour) from cost.host_prices")
    result = small_neocloud(wrong, "build", "--yes")
    assert result.returncode == 0, result.stderr
    assert "ram_usd_per_hour moved" in result.stderr
    assert asked(wrong, "select sum(ram_usd_per_hour) from cost.host_prices") != before


def test_facts_may_move_figures_unasked(root, small_neocloud):
    path = root / "seeds/pricing/instance_recipes.csv"
    path.write_text(path.read_text().replace(",4,", ",5,"))
    result = small_neocloud(root, "build")
    assert result.returncode == 0, result.stderr
    assert "moved" not in result.stderr


def test_another_writing_of_a_formula_moves_nothing(root, small_neocloud):
    change(root / "sql/cost/host_prices.sql", FORMULA, "prices.value * hosts.ram_gb")
    result = small_neocloud(root, "build")
    assert result.returncode == 0, result.stderr


HOURLY = "priced.ram_usd_per_hour,  -- price of the memory for one hour"


def test_a_renamed_column_is_refused_until_it_was_called_deprecated(root, small_neocloud):
    path = root / "sql/cost/host_prices.sql"
    good = path.read_text()
    renamed = "priced.ram_usd_per_hour as memory_usd_per_hour,  -- price of the memory for one hour"
    change(path, HOURLY, renamed)
    refused = small_neocloud(root, "build")
    assert refused.returncode == 1
    assert "cost.host_prices: column ram_usd_per_hour is gone" in refused.stderr
    assert "its comment beginning with Deprecated" in refused.stderr
    # For a release both stand, the old one deprecated.
    path.write_text(good)
    old = "priced.ram_usd_per_hour,  -- deprecated: now memory_usd_per_hour"
    change(path, HOURLY, f"{renamed}\n    {old}")
    both = small_neocloud(root, "build")
    assert both.returncode == 0, both.stderr
    assert asked(root, "select memory_usd_per_hour - ram_usd_per_hour from cost.host_prices")
    # Readers were told: now it may go.
    path.write_text(good)
    change(path, HOURLY, renamed)
    gone = small_neocloud(root, "build")
    assert gone.returncode == 0, gone.stderr


def test_a_table_that_is_gone_is_told(root, small_neocloud):
    (root / "sql/audit/document_prices.sql").unlink()
    refused = small_neocloud(root, "build")
    assert refused.returncode == 1
    assert "audit.document_prices: table is gone" in refused.stderr
    assert small_neocloud(root, "build", "--yes").returncode == 0


@pytest.mark.parametrize(("answer", "is_published"), [("n\n", False), ("y\n", True)])
def test_a_terminal_is_asked(own_small, wrong, answer, is_published):
    published = wrong / "data/neocloud.duckdb"
    before = published.read_bytes()
    written = on_terminal(own_small, 80, "build", typed=answer, command=SMALL_COMMAND)
    lines = [line.rstrip() for line in lines_of(written)]
    asked_at = next(n for n, line in enumerate(lines) if line.startswith("publish it? [y/N]"))
    assert "it is not facts alone that changed, and" in lines[:asked_at]
    assert any("ram_usd_per_hour moved in 2 rows" in line for line in lines[:asked_at])
    assert ("nothing was published" in written) is not is_published
    assert (published.read_bytes() != before) is is_published


def test_a_new_fact_excuses_no_wrong_formula(wrong, small_neocloud):
    path = wrong / "seeds/reference/sources.csv"
    row = "zeta,broker_report,Nothing,Nobody,2023-06-20,2026-11-23,,MIT,en,3\n"
    path.write_text(path.read_text() + row)
    result = small_neocloud(wrong, "build")
    assert result.returncode == 1
    assert "cost.host_prices: ram_usd_per_hour moved in 2 rows" in result.stderr


def test_a_macro_that_is_another_is_told_with_the_figures_it_moves(root, small_neocloud):
    change(root / "sql/macros/for_a_month.sql", "usd_per_hour * hours", "usd_per_hour + hours")
    result = small_neocloud(root, "build")
    assert result.returncode == 1
    assert "for_a_month: the macro is another, so its answers may be" in result.stderr
    assert "cost.host_prices: ram_usd_per_month moved in 2 rows" in result.stderr
    assert "audit.document_prices: all_hosts_usd_per_month moved" in result.stderr


def test_another_comment_of_a_macro_moves_nothing(root, small_neocloud):
    change(root / "sql/macros/for_a_month.sql", "What something costs", "What a thing costs")
    assert small_neocloud(root, "build").returncode == 0
