"""A slipped decimal point, a thousand too many, a percentage, a date of another century."""

import csv
import io

import duckdb
import pytest

from pipeline.project.paths import current_project
from pipeline.schemas.base import seed_classes
from pipeline.tables.seeds.csv_files import read_rows

SEEDS = seed_classes()
NOTE = "tf_securities_2023_06_20"
# A file, the row to spoil, its column, what is written there, and what must be named.
SPOILT = {
    "a thousand too many": (
        "funding.tranches", "coreweave_series_b_magnetar", "amount_usd", "111000000000",
    ),
    "a debt of billions in millions": (
        "funding.tranches", "coreweave_ddtl_2", "amount_usd", "7500",
    ),
    "a valuation in thousands": (
        "funding.valuations", "coreweave", "valuation_usd", "2221000000000",
    ),
    "a market of a thousand worlds": (
        "market.market_sizes", "synergy_cloud_infrastructure_services", "market_size_usd",
        "178000000000000",
    ),
    "a percentage for a fraction": (
        "market.reported_growth", "microsoft", "yoy_growth_fraction", "27",
    ),
    "ten times the vCPUs": ("pricing.instance_prices", "", "vcpu_count", "2400"),
    "a negative price": ("pricing.instance_prices", "", "price_usd_per_hour", "-4.76"),
    "a price per month": ("pricing.instance_prices", "", "price_usd_per_hour", "35945.20"),
    "a date two centuries ahead": (
        "funding.valuations", "coreweave", "valuation_date", "2204-05-01",
    ),
    "a date before any cloud": ("reference.sources", NOTE, "published_date", "1899-12-31"),
    "published after it was read": ("reference.sources", NOTE, "published_date", "2027-06-20"),
    "a list that ends before it begins": (
        "pricing.price_lists", "coreweave_docs_2021_01_18", "effective_to_date", "2020-12-31",
    ),
    "a low estimate above the high": (
        "market.gpu_fleets", "coreweave", "low_gpu_count", "4999999",
    ),
    "a fleet ten times its bounds": ("market.gpu_fleets", "coreweave", "gpu_count", "4999999"),
    "a letter of another script": (
        "funding.rounds", "coreweave_seed", "round_id", "c\N{CYRILLIC SMALL LETTER O}reweave_seed",
    ),
    "a character nobody sees": (
        "reference.sources", NOTE, "source_id", f"{NOTE}\N{ZERO WIDTH SPACE}",
    ),
    "an address that runs": ("reference.sources", NOTE, "url", "javascript:alert(1)"),
}  # fmt: skip


def spoilt(table, first, column, value):
    """Return the file with a cell of the first row that fits changed, and the row's line."""
    path = current_project().seeds / f"{table.replace('.', '/')}.csv"
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    place = rows[0].index(column)
    line = next(
        number for number, row in enumerate(rows) if number and (not first or row[0] == first)
    )
    rows[line][place] = value
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode(), line + 1


@pytest.mark.parametrize("spoiling", SPOILT.values(), ids=SPOILT)
def test_what_cannot_be_is_refused_with_line_and_column(spoiling):
    table, _, column, _ = spoiling
    content, line = spoilt(*spoiling)
    faults = read_rows(SEEDS[table], content).faults
    assert line in {fault.line for fault in faults}
    named = {fault.column for fault in faults} | {
        word for f in faults for word in f.problem.split()
    }
    assert column in {word.strip(",") for word in named}


@pytest.mark.parametrize("table", SEEDS)
def test_what_the_files_hold_is_plausible(table):
    path = current_project().seeds / f"{table.replace('.', '/')}.csv"
    assert read_rows(SEEDS[table], path.read_bytes()).faults == []


@pytest.mark.parametrize(
    ("component_type", "price", "is_plausible"),
    [
        ("gpu", "4.76", True),
        ("gpu", "47.6", False),
        ("gpu", "0.0476", False),
        ("vcpu", "0.01", True),
        ("vcpu", "0.1", False),
        ("vcpu", "0.001", False),
        ("ram_gb", "0.005", True),
        ("ram_gb", "5.0", False),
        ("ram_gb", "0.05", False),
        ("cpu_core_with_ram", "0.35", False),
    ],
)
def test_a_component_costs_what_its_kind_costs(warehouse, component_type, price, is_plausible):
    prices = SEEDS["pricing.component_prices"]
    cells = [(7, {"component_type": component_type, "price_usd_per_unit_hour": price})]
    found = list(prices.verify(warehouse, cells, SEEDS))
    assert [(line, column) for line, column, _ in found] == (
        [] if is_plausible else [(7, "price_usd_per_unit_hour")]
    )


def test_a_price_ten_times_another_list_s_of_the_day_stops_the_build(built, tables, tmp_path):
    """RTX 5000 of the note, 0.57, at 5.7: within its kind's bounds, but the docs have 0.57 too."""
    copy = tmp_path / "neocloud.duckdb"
    copy.write_bytes(built.published.read_bytes())
    conflicts = tables["audit.price_conflicts"]
    (check,) = (c for c in conflicts.checks if c.name.startswith("lists_differ"))
    with duckdb.connect(str(copy)) as connection:
        connection.execute(
            "update core.list_prices set price_usd_per_unit_hour = price_usd_per_unit_hour * 10"
            " where price_list_id = 'coreweave_note_2023_06_20' and offer_id = 'quadro_rtx_5000'"
        )
        conflicts.create(connection)
        assert connection.execute(check.query).fetchall() != []
