"""``growth.funding_by_round``: new money counts once, and the running totals add it up."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

NEW_MONEY = {("equity", "funded"), ("debt", "funded"), ("debt", "committed")}


def round_of(name, day=None, locator="Table 2", company="company"):
    announced = day if day is None else date(2023, 1, 1) + timedelta(day)
    return {
        "round_id": name,
        "company_id": company,
        "announced_date": announced,
        "source_locator": locator,
    }


def tranche(name, instrument, status, amount, bound="exact"):
    return {
        "tranche_id": f"{name}_{instrument}_{status}_{amount}",
        "round_id": name,
        "company_id": "company",
        "instrument_type": instrument,
        "commitment_status": status,
        "amount_usd": amount,
        "is_new_money": (instrument, status) in NEW_MONEY,
        "first_reported_date": date(2023, 6, 20),
        "bound_type": bound,
    }


@pytest.fixture(scope="session")
def funding(run_sql):
    """Return a function that adds up rounds, in their order."""

    def funding(rounds, tranches, gaps=()):
        found = run_sql(
            "growth/funding_by_round",
            {
                "core.funding_rounds": rounds,
                "core.funding_tranches": tranches,
                "core.record_gaps": gaps,
            },
        )
        return sorted(found, key=lambda row: row["cumulative_new_money_usd"])

    return funding


def amounts(row):
    return {name: value for name, value in row.items() if name.endswith(("_usd", "_fraction"))}


def test_equity_and_debt_are_new_money_and_a_secondary_sale_is_not(funding):
    first, second = funding(
        [round_of("a", 0), round_of("b", 90)],
        [
            tranche("a", "equity", "funded", 30),
            tranche("b", "equity", "funded", 20),
            tranche("b", "debt", "committed", 60),
            tranche("b", "debt", "drawn", 55),
            tranche("b", "secondary", "funded", 7),
        ],
    )
    assert amounts(first) == {
        "equity_usd": 30,
        "debt_usd": 0,
        "secondary_usd": 0,
        "new_money_usd": 30,
        "cumulative_equity_usd": 30,
        "cumulative_debt_usd": 0,
        "cumulative_new_money_usd": 30,
        "debt_fraction": 0,
    }
    assert amounts(second) == {
        "equity_usd": 20,
        "debt_usd": 60,
        "secondary_usd": 7,
        "new_money_usd": 80,
        "cumulative_equity_usd": 50,
        "cumulative_debt_usd": 60,
        "cumulative_new_money_usd": 110,
        "debt_fraction": pytest.approx(60 / 80),
    }


def test_a_round_of_old_shares_alone_has_no_new_money_and_no_share_of_debt(funding):
    (row,) = funding([round_of("sale", 0)], [tranche("sale", "secondary", "funded", 650)])
    assert (row["new_money_usd"], row["debt_fraction"]) == (0, None)


def test_rounds_without_a_date_come_first_in_the_order_of_their_source(funding):
    rounds = [round_of("z", 0), round_of("b", locator="row 1"), round_of("a", locator="row 2")]
    tranches = [tranche(name, "equity", "funded", 10) for name in "zba"]
    assert [row["round_id"] for row in funding(rounds, tranches)] == ["b", "a", "z"]


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [
        (("exact", "at_least"), "at_least"),
        (("at_most", "exact"), "at_most"),
        (("approximate", "exact"), "approximate"),
        (("at_most", "at_least"), "approximate"),
    ],
)
def test_a_round_is_hedged_as_its_amounts_are(funding, bounds, expected):
    tranches = [
        tranche("a", "equity", "funded", 10, bounds[0]),
        tranche("a", "debt", "committed", 10, bounds[1]),
    ]
    (row,) = funding([round_of("a", 0)], tranches)
    assert row["bound_type"] == row["cumulative_new_money_bound_type"] == expected
    assert (row["cumulative_equity_bound_type"], row["cumulative_debt_bound_type"]) == bounds


def test_sums_are_floors_from_the_day_on_which_money_is_known_to_be_missing(funding):
    gap = {
        "company_id": "company",
        "instrument_type": "debt",
        "missing_from_date": date(2023, 1, 1) + timedelta(90),
    }
    found = funding(
        [round_of("undated"), round_of("a", 89), round_of("b", 90), round_of("c", 400)],
        [
            tranche("undated", "debt", "committed", 1),
            *(tranche(name, "equity", "funded", 10) for name in "abc"),
        ],
        [gap, {**gap, "company_id": "other", "missing_from_date": date(2020, 1, 1)}],
    )
    assert [row["cumulative_debt_bound_type"] for row in found] == [
        "exact",
        "exact",
        "at_least",
        "at_least",
    ]
    assert [row["cumulative_new_money_bound_type"] for row in found][1:] == [
        "exact",
        "at_least",
        "at_least",
    ]
    assert [row["cumulative_equity_bound_type"] for row in found] == [None, *["exact"] * 3]
    assert {row["bound_type"] for row in found} == {"exact"}


def test_coreweave_s_debt_is_a_floor_that_exceeds_what_it_owes(rows):
    """By hand, in M USD: 100 + 2,300 + 1,000 + 7,500 + 650 + 2,000 by June 2025, owed 11,171."""
    (row,) = rows(
        "select cumulative_debt_usd, cumulative_debt_bound_type from growth.funding_by_round"
        " where round_id = 'coreweave_notes_9250_2030'"
    )
    assert row == {
        "cumulative_debt_usd": Decimal(13_550_000_000),
        "cumulative_debt_bound_type": "at_least",
    }


AMOUNTS = st.decimals(min_value="0.01", max_value="9999999999", places=2)
ROUNDS = st.lists(
    st.lists(
        st.tuples(
            st.sampled_from(
                [
                    ("equity", "funded"),
                    ("debt", "committed"),
                    ("debt", "drawn"),
                    ("secondary", "funded"),
                ]
            ),
            AMOUNTS,
        ),
        min_size=1,
        max_size=4,
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=40, deadline=None)
@given(rounds=ROUNDS)
def test_each_running_total_is_the_sum_of_the_new_money_so_far(funding, rounds):
    found = funding(
        [round_of(f"round_{place}", place) for place in range(len(rounds))],
        [
            tranche(f"round_{place}", *kind, amount)
            for place, tranches in enumerate(rounds)
            for kind, amount in tranches
        ],
    )
    new = [sum((a for kind, a in each if kind in NEW_MONEY), Decimal(0)) for each in rounds]
    debt = [
        sum((a for kind, a in each if kind == ("debt", "committed")), Decimal(0)) for each in rounds
    ]
    by_round = sorted(found, key=lambda row: row["announced_date"])
    assert [row["new_money_usd"] for row in by_round] == new
    assert [row["cumulative_new_money_usd"] for row in by_round] == [*accumulate(new)]
    assert [row["cumulative_debt_usd"] for row in by_round] == [*accumulate(debt)]
    assert [row["equity_usd"] + row["debt_usd"] for row in by_round] == new
