"""``growth.funding_by_investor``: who brought the money, as far as anyone says."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st


@pytest.fixture(scope="session")
def by_investor(run_sql):
    """Return a function that groups amounts of new money by those who brought them."""

    def by_investor(*amounts, is_new_money=True, company="company", missing=()):
        found = run_sql(
            "growth/funding_by_investor",
            {
                "core.funding_tranches": [
                    {
                        "tranche_id": f"tranche_{place}",
                        "company_id": company,
                        "amount_usd": amount,
                        "is_new_money": is_new_money,
                        "bound_type": "exact",
                        "first_reported_date": date(2024, 1, 1 + place),
                    }
                    for place, (amount, _) in enumerate(amounts)
                ],
                "core.tranche_investors": [
                    {"tranche_id": f"tranche_{place}", "investor_id": investor}
                    for place, (_, investors) in enumerate(amounts)
                    for investor in investors
                ],
                "core.record_gaps": [
                    {"company_id": company, "instrument_type": kind} for kind in missing
                ],
            },
        )
        return {row["investor_group"]: row for row in found}

    return by_investor


def test_investors_in_an_amount_that_nobody_splits_are_one_group(by_investor):
    found = by_investor((50, ["nvidia", "friedman"]), (30, ["nvidia"]), (15, ["nvidia"]), (5, []))
    assert {group: (row["amount_usd"], row["tranche_count"]) for group, row in found.items()} == {
        "friedman + nvidia": (50, 1),
        "nvidia": (45, 2),
        "not disclosed": (5, 1),
    }
    assert {group: row["amount_fraction"] for group, row in found.items()} == {
        "friedman + nvidia": pytest.approx(0.50),
        "nvidia": pytest.approx(0.45),
        "not disclosed": pytest.approx(0.05),
    }


@pytest.mark.parametrize(
    ("missing", "share", "bound"),
    [((), 1, "exact"), (("secondary",), 1, "exact"), (("debt",), None, "at_least")],
)
def test_no_share_is_computed_of_a_record_that_lacks_new_money(by_investor, missing, share, bound):
    row = by_investor((50, ["nvidia"]), missing=missing)["nvidia"]
    assert (row["amount_fraction"], row["bound_type"]) == (share, bound)


def test_shares_of_the_note_s_day_stand_though_money_is_missing_today(rows):
    known = "from growth.funding_by_investor_known_by('2023-06-20')"
    (magnetar,) = rows(f"{known} where investor_group = 'magnetar_capital'")
    assert magnetar["amount_fraction"] == pytest.approx(461 / 576.5)
    assert magnetar["bound_type"] == "exact"
    assert rows("select distinct amount_fraction, bound_type from growth.funding_by_investor") == [
        {"amount_fraction": None, "bound_type": "at_least"}
    ]


def test_a_group_s_money_is_known_when_the_last_of_it_is(by_investor):
    found = by_investor((1, ["nvidia"]), (1, ["magnetar"]), (1, ["nvidia"]))
    assert found["nvidia"]["known_date"] == date(2024, 1, 3)
    assert found["magnetar"]["known_date"] == date(2024, 1, 2)


def test_what_is_no_new_money_is_nobody_s(by_investor):
    assert by_investor((50, ["cisco"]), is_new_money=False) == {}


@settings(max_examples=25, deadline=None)
@given(
    amounts=st.lists(
        st.tuples(
            st.decimals(min_value="0.01", max_value="9999999999", places=2),
            st.sets(st.sampled_from(["nvidia", "magnetar", "coatue"])),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_the_groups_share_all_of_the_money_between_them(by_investor, amounts):
    found = by_investor(*amounts)
    assert sum(row["amount_usd"] for row in found.values()) == sum(a for a, _ in amounts)
    assert sum(row["amount_fraction"] for row in found.values()) == pytest.approx(1)
    assert {group.replace("not disclosed", "") for group in found} == {
        " + ".join(sorted(investors)) for _, investors in amounts
    }


def test_magnetar_alone_brought_four_of_the_note_s_amounts(rows):
    assert rows(
        "select amount_usd, tranche_count from growth.funding_by_investor"
        " where company_id = 'coreweave' and investor_group = 'magnetar_capital'"
    ) == [{"amount_usd": Decimal(50 + 100 + 111 + 200) * 1_000_000, "tranche_count": 4}]
