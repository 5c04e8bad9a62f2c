"""What people read on terminals of 60 to 200 columns: no number and no id is split."""

import re
from decimal import Decimal

import pytest
from rich.cells import cell_len

from pipeline.project.paths import Project

from .terminal import lines_of, on_terminal

WIDTHS = [60, 80, 120, 200]
H100 = (
    "gpu_model_id = 'h100_sxm' and recipe_id = 'max_host'"
    " and price_list_id = 'coreweave_note_2023_06_20'"
)
# What the same explanation took before it was fitted to the terminal.
FORMER_LINES = 329
PRICES = "from cost.instance_prices order by all limit"


@pytest.fixture
def tabled(built):
    """Return a function that asks on a terminal: the lines of the table, and what is said below."""

    def ask(width, *arguments):
        lines = lines_of(on_terminal(built, width, "query", *arguments))
        table = [line for line in lines if not line.startswith("…")]
        assert max(map(cell_len, table)) <= width or "wide" in arguments
        return table, [line for line in lines if line.startswith("…")]

    return ask


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("count", [1, 3, 12])
def test_every_number_and_id_that_is_shown_is_whole(tabled, rows, width, count):
    table, _ = tabled(width, f"{PRICES} {count}")
    asked = rows(f"{PRICES} {count}")
    values = {value for row in asked for value in row.values()}
    exact = {f"{v:f}".rstrip("0").rstrip(".") for v in values if isinstance(v, Decimal)}
    whole = {*asked[0], "…", *map(str, values), *exact}
    body = table[next(n for n, line in enumerate(table) if line.startswith("──")) + 1 :]
    assert [word for line in body for word in line.split() if word not in whole] == []


def test_one_row_stands_upright(tabled, tables):
    count = len(tables["cost.instance_prices"].columns)
    table, said = tabled(60, f"{PRICES} 1")
    assert (table[0].split(), len(table), said) == (["column", "value"], 2 + count, [])


def test_what_finds_no_place_is_named_with_the_way_to_see_it(tabled, tables):
    count = len(tables["cost.instance_prices"].columns)
    _, (said,) = tabled(80, f"{PRICES} 12")
    assert said.startswith(f"… 7 of {count} columns fit; left out: price_list_id, recipe_id,")
    assert said.endswith("; see them with -o wide, or select fewer")
    table, said = tabled(80, "-o", "wide", f"{PRICES} 12")
    assert (len(table[0].split()), said) == (count, [])


def test_what_is_the_same_in_every_row_gives_way_first_then_texts_then_numbers(tabled):
    asked = (
        "select 'the same in all of them' as same, 'name_of_the_row_' || n as name,"
        " 'row_' || n as other, n as first, 10 * n as middle, 100 * n as last"
        " from range(1, 10) as t (n)"
    )
    for text, shown in [
        (asked, "name other first middle last …"),
        (asked.replace("'row_'", "'another_name_of_the_row_'"), "name first middle last …"),
        (asked.replace("10 * n", "(n || repeat('0', 37))::hugeint"), "name first last …"),
    ]:
        table, _ = tabled(60, text)
        assert " ".join(table[0].split()) == shown


def test_an_exact_number_ends_without_zeros_and_stands_on_the_right(tabled):
    table, _ = tabled(60, "select * from (values (6.520000), (10.000000), (100.25)) as t (price)")
    assert table[2:] == ["  6.52", "    10", "100.25"]


def test_prose_breaks_at_words(tabled):
    words = "rates of neoclouds " * 12
    table, _ = tabled(60, f"select 1 as n, '{words}' as a union all select 2, 'x' order by 1")
    shown = {word for line in table[2:] for word in line.split() if not word.endswith("…")}
    assert shown == {*words.split(), "1", "2", "x"}


def test_a_plan_is_shown_as_it_is_laid_out(tabled):
    table, _ = tabled(60, "explain select 1")
    assert table[0].startswith("╭─ Projection")


@pytest.mark.parametrize("width", WIDTHS)
def test_an_explanation_is_half_as_long_as_it_was_and_of_whole_values(built, width):
    lines = lines_of(on_terminal(built, width, "explain", "cost.instance_prices", "-w", H100))
    assert len(lines) <= FORMER_LINES / 2
    assert max(map(cell_len, lines)) <= width
    text = "\n".join(lines)
    for value in ("coreweave_note_2023_06_20", "0.7300613496932515", "57115.2", "hours_per_month"):
        assert re.search(rf"(^|\s){re.escape(value)}(\s|$)", text, re.MULTILINE), value
    assert "by way of core.component_prices" in text


def test_a_build_leaves_a_line_a_table_and_no_bar(built, tmp_path):
    own = Project(built.root, tmp_path)
    lines = lines_of(on_terminal(own, 80, "build", "--select", "+key:core/instance_limits"))
    built_lines = lines[: next(n for n, line in enumerate(lines) if line.startswith("built, but"))]
    assert [line for line in lines if "━" in line] == []
    assert len(built_lines) >= 4
    assert all(
        re.fullmatch(r"\S+ +(macro|[\d,]+ rows?) +\d+\.\d{3} s", line) for line in built_lines
    )
