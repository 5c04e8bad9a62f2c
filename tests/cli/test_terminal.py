"""What people read on terminals of 60 to 200 columns: no number and no id is split."""

import re
import shutil
from decimal import Decimal

import duckdb
import pytest
from rich.cells import cell_len

from pipeline.project.paths import Project
from pipeline.warehouse.releases import read_release

from .terminal import lines_of, on_terminal

WIDTHS = [60, 80, 120, 200]
H100 = (
    "gpu_model_id = 'h100_sxm' and recipe_id = 'max_host'"
    " and price_list_id = 'coreweave_note_2023_06_20'"
)
# What the same explanation took before it was fitted to the terminal.
FORMER_LINES = 329
OLD, RISK = "old", "fiercer_ai_competition"
KEY = "price_list_id=coreweave_note_2023_06_20, component_id=h100_sxm"
CHANGED = (
    "update core.component_prices set price_usd_per_unit_hour = 4.78"
    " where price_list_id = 'coreweave_note_2023_06_20' and component_id = 'h100_sxm'"
)
PRICES = "from cost.instance_prices order by all limit"


@pytest.fixture
def tabled(built):
    """Return a function that asks on a terminal: the lines of the table, and what is said below."""

    def ask(width, *arguments):
        lines = lines_of(on_terminal(built, width, "query", *arguments))
        assert max(map(cell_len, lines)) <= width or "wide" in arguments
        end = next((n for n, line in enumerate(lines) if line.startswith("…")), len(lines))
        return lines[:end], lines[end:]

    return ask


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("count", [3, 12])
def test_every_number_and_id_that_is_shown_is_whole(tabled, rows, width, count):
    table, _ = tabled(width, f"{PRICES} {count}")
    asked = rows(f"{PRICES} {count}")
    values = {value for row in asked for value in row.values()}
    exact = {f"{v:f}".rstrip("0").rstrip(".") for v in values if isinstance(v, Decimal)}
    computed = {f"{v:.6g}" for v in values if isinstance(v, float)}
    whole = {*asked[0], "…", *map(str, values), *exact, *computed}
    body = table[next(n for n, line in enumerate(table) if line.startswith("──")) + 1 :]
    assert [word for line in body for word in line.split() if word not in whole] == []


def test_one_row_stands_upright(tabled, tables):
    count = len(tables["cost.instance_prices"].columns)
    table, said = tabled(60, f"{PRICES} 1")
    assert (table[0].split(), len(table), said) == (["column", "value"], 2 + count, [])


def test_what_finds_no_place_is_named_with_the_way_to_see_it(tabled, tables):
    count = len(tables["cost.instance_prices"].columns)
    _, said = tabled(80, f"{PRICES} 12")
    told = " ".join(" ".join(said).split())
    assert told.startswith(f"… 8 of {count} columns fit; left out: price_list_id, recipe_id,")
    assert told.endswith(" more; see them with -o wide, or select fewer")
    named, more = re.search(r"left out: (.+) and (\d+) more;", told).groups()
    assert len(named.split(", ")) + int(more) == count - 8
    assert len(said) <= 3
    table, said = tabled(80, "-o", "wide", f"{PRICES} 12")
    assert (len(table[0].split()), said) == (count, [])


@pytest.mark.parametrize("width", [60, 120])
@pytest.mark.parametrize(
    "text",
    [
        "from growth.funding_by_round",
        "from price_list_as_of('coreweave', '2026-06-01')",
        "from core.offer_prices",
        "from audit.claimed_savings",
        "from growth.capital_efficiency",
    ],
)
def test_a_table_of_money_shows_money(tabled, width, text):
    table, _ = tabled(width, text)
    rule = next(n for n, line in enumerate(table) if line.startswith("──"))
    assert "usd" in "".join(table[:rule])


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


def test_a_number_in_floating_point_shows_six_digits_and_all_before_the_point(tabled):
    values = {
        "0.5392670157068064": "0.539267",
        "-0.5999999999999999": "-0.6",
        "57115.2": "57115.2",
        "123456789.126": "123456789",
        "12": "12",
        "0": "0",
        "1e-9": "1e-09",
        "1e20": "1e+20",
        "'nan'": "nan",
    }
    text = " union all ".join(f"select {n}, {v}::double" for n, v in enumerate(values))
    table, _ = tabled(60, f"select x from ({text}) as t (n, x) order by n")
    assert [line.strip() for line in table[2:]] == [*values.values()]


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
    for value in ("coreweave_note_2023_06_20", "0.730061", "57115.2", "hours_per_month"):
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


@pytest.fixture
def changed(built, tmp_path):
    """A project whose live release has a price, a row and a long text that the one before lacks."""
    own = Project(built.root, tmp_path)
    own.releases.mkdir(parents=True)
    shutil.copy(built.published, own.kept_release(OLD))
    shutil.copy(built.published, own.published)
    with duckdb.connect(str(own.published)) as connection:
        connection.execute(CHANGED)
        connection.execute("delete from market.risk_factors where risk_id = $1", [RISK])
    return own


@pytest.mark.parametrize("width", WIDTHS)
def test_the_changes_fit_and_what_is_cut_says_so(changed, width):
    shown = on_terminal(changed, width, "diff", str(changed.kept_release(OLD)))
    lines = lines_of(shown)
    assert max(map(cell_len, lines)) <= width
    price, row = lines.index("core.component_prices"), lines.index("market.risk_factors")
    told = " ".join(" ".join(lines[price + 1 : row]).split())
    assert told == f"~ {KEY}: price_usd_per_unit_hour 4.76 → 4.78"
    assert lines[row + 1].startswith(f"  - risk_id={RISK},")
    assert len(lines[row + 1 :]) <= 3
    assert width > 80 or lines[-1].endswith("…")


def test_wide_changes_are_whole(changed):
    lines = lines_of(on_terminal(changed, 60, "diff", "-o", "wide", str(changed.kept_release(OLD))))
    assert f"  ~ {KEY}: price_usd_per_unit_hour 4.76 → 4.78" in lines
    assert not any("…" in line for line in lines)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_id_of_a_release_is_never_cut(changed, width):
    lines = lines_of(on_terminal(changed, width, "releases"))
    assert max(map(cell_len, lines)) <= width
    assert read_release(changed.published).release_id in " ".join(lines).split()


@pytest.mark.parametrize("width", [60, 200])
@pytest.mark.parametrize("word", ["H100", "debt"])
def test_found_names_come_with_kind_and_meaning(built, width, word):
    lines = lines_of(on_terminal(built, width, "tables", word))
    assert max(map(cell_len, lines)) <= width
    words = " ".join(lines).split()
    assert {"table", "column"} & {*words}
    assert "left" not in lines[-1]
    meaning = {"H100": "95th percentile", "debt": "revenue, GPUs and debt joined"}[word]
    assert meaning in " ".join(words)
