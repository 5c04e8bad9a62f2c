"""``core.funding_tranches``: each amount of money once, whoever reports it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

FIRST_DAY = date(2024, 5, 1)
SOURCES = [
    {"source_id": name, "trust_rank": rank, "published_date": FIRST_DAY + timedelta(day)}
    for name, rank, day in [("release", 1, 0), ("filing", 1, 30), ("press", 3, 1), ("blog", 4, 60)]
]
KINDS = [("equity", "funded"), ("debt", "committed")]


def tranche(name, source, kind, amount, known=None):
    return {
        "tranche_id": name,
        "round_id": "round",
        "source_id": source,
        "instrument_type": kind[0],
        "commitment_status": kind[1],
        "amount_usd": amount,
        "known_date": known,
    }


@pytest.fixture(scope="session")
def preferred(run_sql):
    """Return a function that prefers among reported amounts of one round."""

    def preferred(*tranches):
        return run_sql(
            "core/funding_tranches",
            {
                "funding.tranches": tranches,
                "core.funding_rounds": [{"round_id": "round", "company_id": "company"}],
                "reference.sources": SOURCES,
            },
        )

    return preferred


def names(found):
    return sorted(row["tranche_id"] for row in found)


def new_money(found):
    return sum((row["amount_usd"] for row in found if row["is_new_money"]), Decimal(0))


def test_a_round_told_whole_by_one_source_and_split_by_another_counts_once(preferred):
    found = preferred(
        tranche("whole", "press", KINDS[0], 221),
        tranche("magnetar", "release", KINDS[0], 111),
        tranche("nvidia", "release", KINDS[0], 110),
    )
    assert names(found) == ["magnetar", "nvidia"]
    assert new_money(found) == 221


def test_among_sources_of_equal_trust_the_latest_tells(preferred):
    found = preferred(
        tranche("as_announced", "release", KINDS[0], 100),
        tranche("as_filed", "filing", KINDS[0], 98),
    )
    assert names(found) == ["as_filed"]
    assert found[0]["known_date"] == FIRST_DAY + timedelta(30)
    assert found[0]["first_reported_date"] == FIRST_DAY


def test_amounts_that_one_source_tells_of_on_different_days_both_count(preferred):
    found = preferred(
        tranche("first_closing", "filing", KINDS[0], 60, FIRST_DAY),
        tranche("second_closing", "filing", KINDS[0], 40, FIRST_DAY + timedelta(9)),
    )
    assert names(found) == ["first_closing", "second_closing"]
    assert new_money(found) == 100


@pytest.mark.parametrize("instrument", ["equity", "debt", "secondary"])
@pytest.mark.parametrize("status", ["funded", "committed", "drawn"])
def test_paid_in_equity_and_promised_debt_are_new_money(preferred, instrument, status):
    (row,) = preferred(tranche("it", "release", (instrument, status), 1))
    assert row["is_new_money"] is (
        (instrument, status) in {("equity", "funded"), ("debt", "funded"), ("debt", "committed")}
    )


AMOUNT = st.decimals(min_value="0.01", max_value="99999999", places=2)
ROUND = st.lists(st.tuples(st.sampled_from(KINDS), AMOUNT), min_size=1, max_size=4)


@settings(max_examples=20, deadline=None)
@given(
    amounts=ROUND,
    first=st.sampled_from(["release", "filing", "press", "blog"]),
    second=st.sampled_from(["release", "filing", "press", "blog"]),
    aside=AMOUNT,
)
def test_drawings_old_shares_and_second_reports_bring_no_new_money(
    preferred, amounts, first, second, aside
):
    told = [tranche(f"part_{n}", first, *each) for n, each in enumerate(amounts)]
    total = sum(amount for _, amount in amounts)
    assert new_money(preferred(*told)) == total
    beside = [
        tranche("drawing", second, ("debt", "drawn"), aside),
        tranche("old_shares", second, ("secondary", "funded"), aside),
    ]
    assert new_money(preferred(*told, *beside)) == total
    if first != second:
        again = [
            tranche(f"whole_{kind[0]}", second, kind, sum(a for k, a in amounts if k == kind))
            for kind in {kind for kind, _ in amounts}
        ]
        assert new_money(preferred(*told, *beside, *again)) == total
