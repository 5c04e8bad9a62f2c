"""``funding_as_of``: whom it knows, what it refuses, and what it says where it knows nothing."""

from datetime import date
from decimal import Decimal

import duckdb
import pytest

SUMS = ("equity_usd", "debt_usd", "secondary_usd", "new_money_usd")


@pytest.mark.parametrize("name", ["coreweave", "CoreWeave", "COREWEAVE", "Atlantic Crypto"])
def test_a_company_answers_to_its_id_its_name_and_its_aliases(rows, name):
    (row,) = rows("from funding_as_of($1, '2023-06-20')", [name])
    assert (row["company_id"], row["new_money_usd"]) == ("coreweave", Decimal(576_500_000))


@pytest.mark.parametrize(
    ("name", "nearest"), [("corewave", "coreweave"), ("x", "xai"), ("nvidea", "nvidia")]
)
def test_an_unknown_company_is_refused_with_the_nearest(rows, name, nearest):
    with pytest.raises(
        duckdb.Error, match=f"no party is called '{name}'; did you mean '{nearest}'"
    ):
        rows("from funding_as_of($1, '2023-06-20')", [name])


def test_a_company_without_rounds_has_no_amounts_and_a_reason(rows):
    (row,) = rows("from funding_as_of('lambda', '2026-01-01')")
    assert [row[name] for name in SUMS] == [None] * 4
    assert row["reason"] == "no round of lambda that was known by 2026-01-01 is in funding.rounds"


def test_a_sum_is_a_floor_once_a_document_shows_what_it_lacks(rows):
    """The registration statement, public by 2025-03-08, holds a facility that no round holds."""
    days = ("2025-03-07", "2025-03-08", "2025-03-28", "2025-06-30", "2025-08-30", "2025-08-31")
    hedges = [
        rows(f"select debt_bound_type from funding_as_of('coreweave', '{day}')")[0] for day in days
    ]
    assert [hedge["debt_bound_type"] for hedge in hedges] == ["exact"] + ["at_least"] * 5


def test_columns_of_the_caller_are_arguments_of_their_own_row(rows):
    found = rows(
        "select known_date as day,"
        " (select new_money_usd from funding_as_of('coreweave', known_date)) as money"
        " from core.funding_rounds"
        " where round_id in ('coreweave_seed', 'coreweave_ddtl_1') order by all"
    )
    assert found == [
        {"day": date(2023, 5, 31), "money": Decimal(576_500_000)},
        {"day": date(2023, 8, 3), "money": Decimal(2_876_500_000)},
    ]
