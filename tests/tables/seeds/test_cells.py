"""A cell that breaks its column's rules is refused; the message says what is allowed."""

import csv
import io

import pytest

from pipeline.schemas.base import seed_classes
from pipeline.tables.seeds.csv_files import read_rows

MODELS, PRICES = "market.ai_models", "pricing.component_prices"
SIZES, SOURCES = "market.market_sizes", "reference.sources"
GOOD = {
    MODELS: "gpt_3,GPT-3,openai,,year,175,300,3.14e23,45,high,exact,note,2.1,",
    PRICES: "list_1,a40,gpu,a40,A40,1.28,true,exact,note,Table 1,",
    SIZES: "cloud,2022,total,356600000000,actual,exact,note,2.2,",
    SOURCES: "docs,documentation,Docs,Ann,2023-01-12,2026-11-23,,not stated,en,1",
}


def faults(table, *changes):
    """Return what is wrong with a file: the good row of ``table``, changed in turn."""
    seed = seed_classes()[table]
    good = dict(zip(seed.column_names(), next(csv.reader([GOOD[table]])), strict=True))
    text = io.StringIO()
    writer = csv.DictWriter(text, good, lineterminator="\n")
    writer.writeheader()
    writer.writerows(good | change for change in changes)
    return [str(fault) for fault in read_rows(seed, text.getvalue().encode()).faults]


PRICE = "price_usd_per_unit_hour"
BOUNDS = ["'exact'", "'approximate'", "'at_least'", "'at_most'", "'order_of_magnitude'"]
# table, column, cell, and what the message must say is allowed
CELLS = {
    "day that does not exist": (SOURCES, "published_date", "2023-02-30", []),
    "date without leading zeros": (SOURCES, "published_date", "2023-2-1", ["YYYY-MM-DD"]),
    "date in another order": (SOURCES, "published_date", "20/06/2023", ["YYYY-MM-DD"]),
    "date without dashes": (SOURCES, "published_date", "20230620", ["YYYY-MM-DD"]),
    "unknown enum value": (PRICES, "bound_type", "exactly", BOUNDS),
    "enum value in capitals": (PRICES, "bound_type", "Exact", BOUNDS),
    "neither true nor false": (PRICES, "is_default", "maybe", ["true", "false"]),
    "too many decimal places": (PRICES, PRICE, "1.1234567", ["no more than 6 decimal places"]),
    "too many digits": (PRICES, PRICE, "1234567.5", ["6 digits before the decimal point"]),
    "money that is infinite": (PRICES, PRICE, "inf", ["finite number"]),
    "money that is no number": (PRICES, PRICE, "nan", ["finite number"]),
    "float that is infinite": (MODELS, "training_data_tb", "inf", ["finite number"]),
    "float that is negative infinity": (MODELS, "training_data_tb", "-inf", ["finite number"]),
    "float that is no number": (MODELS, "training_data_tb", "nan", ["finite number"]),
    "float too large": (MODELS, "training_compute_flop", "1e400", ["finite number"]),
    "words in a money cell": (PRICES, PRICE, "free", ["decimal"]),
    "thousands separator": (PRICES, PRICE, "1,280.00", ["without thousands separators, as 1234"]),
    "millions of dollars": (
        SIZES,
        "market_size_usd",
        "1915.016",
        ["write US dollars", "1915016000"],
    ),
    "half a thing": (MODELS, "parameter_count", "1.5", ["integer"]),
    "price of nothing": (PRICES, PRICE, "0", ["greater than 0"]),
    "number above its limit": (SOURCES, "trust_rank", "5", ["less than or equal to 4"]),
    "number below its limit": (SOURCES, "trust_rank", "0", ["greater than or equal to 1"]),
    "pattern not matched": (SOURCES, "language_code", "eng", ["[a-z]{2}"]),
}


@pytest.mark.parametrize(("table", "column", "cell", "allowed"), CELLS.values(), ids=CELLS)
def test_a_broken_cell_is_refused_with_what_is_allowed(table, column, cell, allowed):
    (message,) = faults(table, {column: cell})
    assert message.startswith(f"2 {column}: ")
    assert [word for word in [*allowed, repr(cell)] if word not in message] == []


EMPTY = [
    (PRICES, "sku_name"),
    (PRICES, PRICE),
    (PRICES, "is_default"),
    (PRICES, "bound_type"),
    (PRICES, "source_id"),
    (SOURCES, "published_date"),
    (SOURCES, "trust_rank"),
]


@pytest.mark.parametrize(("table", "column"), EMPTY, ids=lambda name: name.rpartition(".")[2])
def test_an_empty_cell_that_needs_a_value_is_refused(table, column):
    (message,) = faults(table, {column: ""})
    assert message.startswith(f"2 {column}: ")
    assert "empty" in message


# What pydantic reads but DuckDB does not, or reads as something else.
OTHERWISE = {
    "integer beyond 64 bits": (MODELS, "parameter_count", "9223372036854775808"),
    "seconds since 1970 as a date": (SOURCES, "published_date", "1687219200"),
    "true spelled on": (PRICES, "is_default", "on"),
    "full-width digit": (PRICES, PRICE, "\uff11"),
}


@pytest.mark.parametrize(("table", "column", "cell"), OTHERWISE.values(), ids=OTHERWISE)
def test_a_cell_that_only_the_check_understands_is_refused(table, column, cell):
    (message,) = faults(table, {column: cell})
    assert message.startswith(f"2 {column}: ")


@pytest.mark.parametrize("table", GOOD)
def test_a_good_row_has_no_fault(table):
    assert faults(table, {}) == []


def test_a_key_repeated_in_another_spelling_is_refused():
    (message,) = faults(SIZES, {}, {"year": "2022.0"})
    assert message.startswith("3 ")
