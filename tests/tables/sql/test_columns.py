"""Columns that a standard names keep its names; all others say their unit."""

import pytest

from pipeline.tables.sql.columns import refuse_bad_columns
from pipeline.tables.sql.file import SqlFile
from pipeline.tables.sql.text import SqlFileError

STANDARD = "-- columns named by: FinOps FOCUS specification\n"
SELECT = "select\n    ListUnitPrice,\n    paid_usd\nfrom pricing.skus\n"
MEANINGS = {"ListUnitPrice": "Price.", "paid_usd": "What it cost."}
DECIMALS = {"ListUnitPrice": "DECIMAL(18,6)", "paid_usd": "DECIMAL(18,2)"}


@pytest.fixture
def file(tmp_path):
    """Return a function that writes ``sql/cost/prices.sql`` with a line more in its header."""
    path = tmp_path / "cost" / "prices.sql"
    path.parent.mkdir()

    def written(line):
        path.write_text(f"-- One row per SKU.\n-- grain: ListUnitPrice\n{line}{SELECT}")
        return SqlFile(path)

    return written


def test_a_name_without_a_unit_is_refused_where_no_standard_gives_it(file):
    message = r"^sql/cost/prices\.sql:4 ListUnitPrice: is a number without a unit"
    with pytest.raises(SqlFileError, match=message):
        refuse_bad_columns(file(""), DECIMALS, MEANINGS)


def test_money_of_ours_is_decimal_and_of_a_standard_what_it_says(file):
    types = {"ListUnitPrice": "VARCHAR", "paid_usd": "DOUBLE"}
    with pytest.raises(SqlFileError, match=r":5 paid_usd: is money as DOUBLE"):
        refuse_bad_columns(file(""), types, MEANINGS)
    refuse_bad_columns(file(STANDARD), types, MEANINGS)


def test_the_names_of_a_standard_are_taken(file):
    named = file(STANDARD)
    refuse_bad_columns(named, DECIMALS, MEANINGS)
    assert named.is_named_by_others
    assert named.notes == ("Columns named by: FinOps FOCUS specification.",)


@pytest.mark.parametrize(
    ("types", "meanings", "said"),
    [
        (DECIMALS | {"paid_usd": "FLOAT"}, MEANINGS, ":6 paid_usd: is a FLOAT of four bytes"),
        (DECIMALS, MEANINGS | {"ListUnitPrice": ""}, ":5 ListUnitPrice: says nowhere what it"),
    ],
    ids=["narrow float", "no meaning"],
)
def test_a_standard_excuses_from_nothing_else(types, meanings, said, file):
    with pytest.raises(SqlFileError, match=said):
        refuse_bad_columns(file(STANDARD), types, meanings)


def test_a_standard_without_a_name_is_refused(file):
    message = r"^sql/cost/prices\.sql:3 names no standard; add its name behind columns named by:$"
    with pytest.raises(SqlFileError, match=message):
        refuse_bad_columns(file("-- columns named by:\n"), DECIMALS, MEANINGS)
