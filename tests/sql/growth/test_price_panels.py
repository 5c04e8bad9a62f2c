"""``growth.price_panels``: price changes of the GPUs that both lists price, and of no other."""

from datetime import date
from decimal import Decimal
from math import prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

LISTS = [
    {
        "price_list_id": name,
        "provider_id": "cloud",
        "price_basis_code": "component",
        "effective_from_date": date(year, 1, 1),
        "effective_to_date": date(year, 12, 31),
        "first_confirmed_date": date(year, 1, 1),
        "last_confirmed_date": date(year, 12, 31),
    }
    for name, year in (("before", 2022), ("after", 2023))
]
GPU_PRICES = st.dictionaries(
    st.sampled_from(["a40", "a100", "h100", "v100", "b200"]),
    st.decimals(min_value="0.01", max_value="99", places=2),
    min_size=1,
)
KEPT = st.sets(st.integers(0, 4))


@pytest.fixture(scope="session")
def panel(run_sql):
    """Return a function that compares two lists, GPU by GPU and then as a panel."""

    def panel(before, after):
        priced = [
            {
                "price_list_id": name,
                "gpu_model_id": gpu_model,
                "component_type": "gpu",
                "price_usd_per_unit_hour": price,
            }
            for name, prices in (("before", before), ("after", after))
            for gpu_model, price in prices.items()
        ]
        changes = run_sql(
            "cost/price_changes", {"core.price_lists": LISTS, "core.component_prices": priced}
        )
        listed = [
            {
                "price_list_id": row["price_list_id"],
                "gpu_model_id": row["gpu_model_id"],
                "commitment_type": "on_demand",
                "offer_usd_per_gpu_hour": row["price_usd_per_unit_hour"],
            }
            for row in priced
        ]
        (row,) = run_sql(
            "growth/price_panels",
            {
                "core.price_lists": LISTS,
                "core.list_prices": listed,
                "cost.price_changes": changes,
            },
        )
        return row

    return panel


def test_a_rise_of_21_percent_and_no_rise_make_a_panel_of_10_percent(panel):
    row = panel(
        {"a40": Decimal("1.00"), "h100": Decimal("4.00")},
        {"a40": Decimal("1.21"), "h100": Decimal("4.00")},
    )
    assert row["matched_gpu_count"] == 2
    assert row["matched_change_fraction"] == pytest.approx((1.21 * 1) ** 0.5 - 1)
    assert row["matched_change_fraction"] == pytest.approx(0.10)
    assert row["naive_average_change_fraction"] == pytest.approx(5.21 / 5.00 - 1)


def test_a_new_dear_gpu_moves_the_naive_average_and_not_the_panel(panel):
    row = panel({"a40": Decimal(1)}, {"a40": Decimal(1), "h100": Decimal(4), "b200": Decimal(10)})
    assert (row["from_average_usd_per_gpu_hour"], row["to_average_usd_per_gpu_hour"]) == (1, 5)
    assert (row["naive_average_change_fraction"], row["matched_change_fraction"]) == (4, 0)
    assert (row["listed_from_gpu_count"], row["listed_to_gpu_count"]) == (1, 3)


def test_lists_without_a_gpu_in_common_have_no_matched_change(panel):
    row = panel({"v100": Decimal("0.80")}, {"h100": Decimal("4.76")})
    assert (row["matched_gpu_count"], row["matched_change_fraction"]) == (0, None)


@settings(max_examples=25, deadline=None)
@given(GPU_PRICES, KEPT, KEPT)
def test_a_change_in_which_gpus_are_listed_alone_is_exactly_zero(panel, prices, gone, new):
    names = sorted(prices)
    before = {name: prices[name] for n, name in enumerate(names) if n == 0 or n not in new}
    after = {name: prices[name] for n, name in enumerate(names) if n == 0 or n not in gone}
    row = panel(before, after)
    assert row["matched_change_fraction"] == 0.0
    assert row["matched_gpu_count"] == len(before.keys() & after.keys())


@settings(max_examples=20, deadline=None)
@given(GPU_PRICES, GPU_PRICES)
def test_the_panel_is_the_geometric_mean_of_the_ratios_of_gpus_in_both_lists(panel, before, after):
    both = before.keys() & after.keys()
    row = panel(before, after)
    assert row["matched_gpu_count"] == len(both)
    if both:
        ratio = prod(float(after[name]) / float(before[name]) for name in both)
        assert 1 + row["matched_change_fraction"] == pytest.approx(ratio ** (1 / len(both)))
    assert row["naive_average_change_fraction"] == pytest.approx(
        float(sum(after.values()) / len(after) / (sum(before.values()) / len(before))) - 1
    )


def test_two_h100_in_the_list_of_january_2023_made_no_gpu_dearer(rows):
    (row,) = rows("from growth.price_panels where to_price_list_id = 'coreweave_docs_2023_01_12'")
    eleven = Decimal(
        "14.09"
    )  # 2.21 + 2.21 + 2.06 + 2.06 + 1.28 + 1.28 + .77 + .61 + .57 + .24 + .8
    assert (row["matched_gpu_count"], row["matched_change_fraction"]) == (11, 0.0)
    assert row["naive_average_change_fraction"] == pytest.approx(
        float((eleven + Decimal("4.78") + Decimal("4.25")) / 13 / (eleven / 11)) - 1
    )


def test_across_the_basis_break_the_panel_fell_though_the_average_nearly_tripled(rows):
    (row,) = rows("from growth.price_panels where from_price_list_id = 'coreweave_note_2023_06_20'")
    host = 128 * Decimal("0.01") + 2048 * Decimal("0.005")
    h100, a100 = (
        Decimal(new) / (8 * Decimal(bare) + host)
        for new, bare in (("49.24", "4.76"), ("21.60", "2.21"))
    )
    assert (row["matched_gpu_count"], row["is_basis_break"]) == (2, True)
    assert row["matched_change_fraction"] == pytest.approx(float(h100 * a100) ** 0.5 - 1)
    assert round(row["matched_change_fraction"], 3) == -0.143
    assert round(row["naive_average_change_fraction"], 2) == 1.92


def test_lists_of_which_one_was_still_confirmed_made_no_panel_whatever_their_ends(rows):
    """On 2023-06-20 nobody knew the last day of the documents' list, nor of Azure's of Epoch."""
    pairs = rows("from growth.price_panels_known_by('2023-06-20') where to_date >= '2023-01-01'")
    assert {(row["from_price_list_id"], row["to_price_list_id"]) for row in pairs} == {
        ("coreweave_docs_2022_10_03", "coreweave_docs_2023_01_12"),
        ("lambda_full_stack_2023_05_29", "lambda_full_stack_2023_06_20"),
    }
