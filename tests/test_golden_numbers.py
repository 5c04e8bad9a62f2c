"""The numbers that documents print or that can be worked out by hand, from the real warehouse."""

from decimal import Decimal
from fractions import Fraction

import duckdb
import pytest

NOTE, LAST_DOCS, PAGE_2026 = (
    "coreweave_note_2023_06_20",
    "coreweave_docs_2023_01_12",
    "coreweave_page_2026_03_13",
)
M = 1_000_000


def test_coreweave_s_gpu_example_costs_what_coreweave_says(rows):
    assert rows(
        "select gpu_usd_per_hour, vcpu_usd_per_hour, ram_usd_per_hour, total_usd_per_hour"
        f" from instance_price('{LAST_DOCS}', 'v100_sxm_16gb', 4, 32, 128)"
    ) == [
        {
            "gpu_usd_per_hour": 4 * Decimal("0.80"),
            "vcpu_usd_per_hour": 32 * Decimal("0.01"),
            "ram_usd_per_hour": 128 * Decimal("0.005"),
            "total_usd_per_hour": Decimal("4.16"),
        }
    ]


def test_coreweave_s_cpu_only_example_costs_what_coreweave_says(rows):
    assert rows(
        "select 6 * price_usd_per_unit_hour as usd_per_hour from core.component_prices"
        f" where price_list_id = '{LAST_DOCS}' and component_id = 'cpu_amd_epyc_rome'"
    ) == [{"usd_per_hour": Decimal("0.18")}]


def test_the_note_s_h100_with_a_full_host_costs_6_52(rows):
    assert rows(
        "select gpu_usd_per_gpu_hour, full_host_usd_per_gpu_hour from cost.gpu_unit_costs"
        f" where price_list_id = '{NOTE}' and gpu_model_id = 'h100_sxm'"
    ) == [
        {
            "gpu_usd_per_gpu_hour": Decimal("4.76"),
            "full_host_usd_per_gpu_hour": Decimal("4.76")
            + 48 * Decimal("0.01")
            + 256 * Decimal("0.005"),
        }
    ]


def test_the_note_s_funding_adds_up_to_576_5_million_of_which_100_are_debt(rows):
    assert rows(
        "select sum(new_money_usd) as new_money, sum(equity_usd) as equity, sum(debt_usd) as debt"
        " from growth.funding_by_round where known_date <= date '2023-06-20'"
    ) == [{"new_money": Decimal("576.5") * M, "equity": Decimal("476.5") * M, "debt": 100 * M}]


def test_a_secondary_sale_and_a_drawing_bring_no_new_money(rows):
    assert rows(
        "select announced_date, secondary_usd, new_money_usd, debt_fraction"
        " from growth.funding_by_round where round_id = 'coreweave_secondary_2024'"
        " union all by name select sum(new_money_usd) as new_money_usd"
        " from growth.funding_by_round where round_id like '%ddtl%' order by new_money_usd"
    ) == [
        {
            "announced_date": pytest.importorskip("datetime").date(2024, 11, 1),
            "secondary_usd": 650 * M,
            "new_money_usd": 0,
            "debt_fraction": None,
        },
        {
            "announced_date": None,
            "secondary_usd": None,
            "new_money_usd": (2_300 + 7_500) * M,
            "debt_fraction": None,
        },
    ]
