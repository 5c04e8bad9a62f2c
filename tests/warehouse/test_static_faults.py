"""Every fault that shows before a build is found at once, and no other file is blamed for it."""

import re

import pytest

from pipeline.tables.seeds.order import sorted_text
from pipeline.warehouse.static_faults import static_look
from tests.small_project import SEEDS

RECIPES = "seeds/pricing/instance_recipes.csv"
HOSTS, PRICES = "sql/core/hosts.sql", "sql/cost/host_prices.sql"


@pytest.fixture
def faults(own_small):
    """Return a function that changes texts of files and gives the faults found then."""

    def found(*changes):
        for place, old, new in changes:
            path = own_small.root / place
            text = path.read_text()
            assert old in text, place
            path.write_text(text.replace(old, new))
        return static_look(own_small, SEEDS).faults

    return found


def test_files_without_a_fault_have_none(own_small):
    look = static_look(own_small, SEEDS)
    assert look.faults == []
    assert len(look.tables) == 8
    assert look.connection.execute("select count(*) from reference.sources").fetchone() == (2,)


@pytest.mark.parametrize(
    ("place", "old", "new", "expected"),
    [
        (RECIPES, ",note,", ",notes,", r":2 source_id: .*; did you mean 'note'\?"),
        (RECIPES, "ram_gb", "ram", r":1 lacks the column ram_gb"),
        (HOSTS, "-- grain: recipe_id\n", "", r":2 states no grain; add: -- grain:"),
        (HOSTS, "-- grain: recipe_id", "-- grain: recipe", r":2 grain: 'recipe' is no column"),
        (HOSTS, "pricing.instance_recipes", "pricing.recipes", r":8 reads pricing\.recipes, which"),
        (HOSTS, "recipes.ram_gb,", "recipes.ram_gb * 2 as ram_gb,", r":5 holds the number 2;"),
        (HOSTS, "recipes.ram_gb,", "recipes.ram,", r"is refused by DuckDB: .*ram"),
        (HOSTS, "recipes.ram_gb,", "recipes.ram_gb as memory,", r":5 memory: is a number without"),
        (PRICES, "-- source: the tests\n", "", r":2 states no source of what it computes; add: --"),
        (PRICES, "-- formula: ", "-- how: ", r":2 states no formula of what it computes; add: --"),
        (PRICES, "  -- price of the memory for one hour", "", r": says nowhere what it means"),
        ("sql/macros/for_a_month.sql", "create or replace", "create", r"write: create or replace"),
    ],
)
def test_each_fault_has_its_file_and_line(faults, place, old, new, expected):
    found = faults((place, old, new))
    assert len(found) == 1, found
    assert re.search(rf"^{place}.*{expected}", found[0]), found


def test_an_unsorted_seed_names_the_line_and_the_command(own_small, faults):
    path = own_small.root / RECIPES
    header, *rows = path.read_text().splitlines(keepends=True)
    text = "".join([header, *reversed(rows)])
    path.write_text(text)
    assert faults() == [f"{RECIPES}:3 stands before a smaller recipe_id; neocloud fmt"]
    path.write_text(sorted_text(SEEDS["pricing.instance_recipes"], text))
    assert faults() == []


def test_one_name_with_two_meanings_names_both_files(faults):
    (found,) = faults(
        ("sql/audit/document_prices.sql", "as host_count,  -- hosts that the document states",
         "as ram_gb,  -- gigabytes of all"),
    )  # fmt: skip
    assert found.startswith(
        "sql/audit/document_prices.sql:1 ram_gb: means 'Gigabytes of all.' here"
    )
    assert "one name has one meaning" in found


def test_all_are_found_at_once_and_nobody_else_is_blamed(faults):
    found = faults(
        (RECIPES, ",note,", ",notes,"),
        (HOSTS, "-- grain: recipe_id\n", ""),
        ("sql/audit/document_prices.sql", "-- grain: source_id", "-- grain: document_id"),
    )
    places = {fault.split(":")[0] for fault in found}
    assert places == {RECIPES, HOSTS, "sql/audit/document_prices.sql"}


def test_a_row_keeps_its_quotes_and_its_lines_when_sorted():
    text = "recipe_id,gpu_count,vcpu_count,ram_gb,rationale,source_id,source_locator,known_date\n"
    rows = ['b,1,1,4,"two\nlines",note,x,', 'a,1,1,4,"one, quoted",note,x,']
    expected = text + "\n".join(sorted(rows)) + "\n"
    assert sorted_text(SEEDS["pricing.instance_recipes"], text + "\n".join(rows)) == expected
