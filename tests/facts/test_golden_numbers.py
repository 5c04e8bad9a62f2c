"""Numbers that documents print or that can be worked out by hand, asked of the real warehouse."""

from datetime import date
from decimal import Decimal
from math import log2

import duckdb
import pytest

NOTE = "coreweave_note_2023_06_20"
LAST_DOCS = "coreweave_docs_2023_01_12"
PAGE_2026 = "coreweave_page_2026_03_13"
MILLION = 1_000_000


@pytest.fixture
def ask(warehouse):
    """Return a function that asks for one row."""

    def ask(sql):
        (row,) = warehouse.execute(sql).fetchall()
        return row

    return ask


def test_four_v100_with_32_vcpus_and_128_gb_cost_4_16_as_coreweave_says(ask):
    assert ask(
        "select gpu_usd_per_hour, vcpu_usd_per_hour, ram_usd_per_hour, total_usd_per_hour"
        f" from instance_price('{LAST_DOCS}', 'v100_sxm_16gb', 4, 32, 128)"
    ) == (
        4 * Decimal("0.80"),
        32 * Decimal("0.01"),
        128 * Decimal("0.005"),
        Decimal("4.16"),
    )


def test_six_epyc_rome_vcpus_without_gpu_cost_0_18_as_coreweave_says(ask):
    assert ask(
        "select price_usd_per_unit_hour, 6 * price_usd_per_unit_hour from core.component_prices"
        f" where price_list_id = '{LAST_DOCS}' and component_id = 'cpu_amd_epyc_rome'"
    ) == (Decimal("0.03"), Decimal("0.18"))


def test_the_note_s_h100_costs_4_76_bare_and_6_52_with_a_full_host(ask):
    assert ask(
        "select gpu_usd_per_gpu_hour, full_host_usd_per_gpu_hour from cost.gpu_unit_costs"
        f" where price_list_id = '{NOTE}' and gpu_model_id = 'h100_sxm'"
    ) == (
        Decimal("4.76"),
        Decimal("4.76") + 48 * Decimal("0.01") + 256 * Decimal("0.005"),
    )


def test_eight_a4000_are_refused_because_an_instance_takes_seven(warehouse):
    with pytest.raises(duckdb.Error, match=r"8 x rtx_a4000.*at most 7 GPUs per instance"):
        warehouse.execute(f"from instance_price('{LAST_DOCS}', 'rtx_a4000', 8, 8, 64)")


def test_the_note_s_table_2_sums_to_576_5_million_of_which_100_are_debt(ask):
    assert ask(
        "select sum(new_money_usd), sum(equity_usd), sum(debt_usd) from growth.funding_by_round"
        " where known_date <= date '2023-06-20'"
    ) == (
        Decimal("3") * MILLION + Decimal("2.5") * MILLION + (50 + 100 + 111 + 110 + 200) * MILLION,
        Decimal("476.5") * MILLION,
        100 * MILLION,
    )


def test_the_secondary_sale_of_november_2024_brings_no_new_money(ask):
    assert ask(
        "select announced_date, secondary_usd, new_money_usd, cumulative_new_money_usd"
        " from growth.funding_by_round where round_id = 'coreweave_secondary_2024'"
    ) == (
        date(2024, 11, 1),
        650 * MILLION,
        0,
        Decimal("576.5") * MILLION + (2_300 + 1_100 + 7_500 + 650) * MILLION,
    )


def test_the_series_c_counts_once_though_three_reports_tell_of_it(ask):
    assert ask("select count(*) from funding.tranches where round_id like '%_series_c'") == (3,)
    assert ask(
        "select count(*), sum(new_money_usd), sum(equity_usd) from growth.funding_by_round"
        " where round_id like '%_series_c'"
    ) == (1, 1_100 * MILLION, 1_100 * MILLION)


def test_the_ipo_brings_what_the_company_sold_and_not_what_its_holders_sold(ask):
    assert ask(
        "select equity_usd, secondary_usd, new_money_usd from growth.funding_by_round"
        " where round_id = 'coreweave_ipo'"
    ) == (36_590_000 * 40, 910_000 * 40, 36_590_000 * 40)


def test_gpt_3_took_six_operations_for_each_of_175_billion_weights_and_300_billion_tokens(ask):
    assert ask(
        "select training_compute_flop, six_n_d_flop, stated_to_six_n_d_ratio"
        " from growth.training_compute"
        " where model_id = 'gpt_3' and source_id = 'tf_securities_2023_06_20'"
    ) == (3.15e23, pytest.approx(6 * 1.75e11 * 3.0e11), pytest.approx(1))


def test_gpt_3_on_h100_takes_221_thousand_gpu_hours_and_over_a_million_dollars(ask):
    gpu_hours = 3.15e23 / (989.4e12 * 0.4 * 3600)
    hours, gpu_only, full_host = ask(
        "select gpu_hours, gpu_only_cost_usd, full_host_cost_usd from cost.training_runs"
        f" where model_id = 'gpt_3' and price_list_id = '{NOTE}'"
        " and gpu_model_id = 'h100_sxm' and scenario_code = 'base'"
    )
    assert round(hours, -3) == 221_000
    assert hours == pytest.approx(gpu_hours)
    assert gpu_only == round(Decimal(gpu_hours * 4.76), 2) == Decimal("1052405.50")
    assert full_host == round(Decimal(gpu_hours * 6.52), 2) == Decimal("1441530.22")


def test_computing_power_grows_by_65_1_percent_a_year_and_doubles_in_1_38_years(ask):
    cagr, doubling_time_years = ask(
        "select cagr_fraction, doubling_time_years from growth.compute_capacity"
        " where region_code = 'WORLD' and from_year = 2021 and to_year = 2030"
    )
    assert (round(cagr, 3), round(doubling_time_years, 2)) == (0.651, 1.38)
    assert (1 + cagr) ** 9 == pytest.approx(56_000 / 615)
    assert doubling_time_years == pytest.approx(9 / log2(56_000 / 615))


def test_over_400_billion_is_growth_of_at_least_12_2_percent(ask):
    growth, bound = ask(
        "select yoy_growth_fraction, growth_bound_type from growth.market_sizes"
        " where market_id = 'askci_cloud_computing' and year = 2023"
    )
    assert (round(growth, 3), bound) == (0.122, "at_least")
    assert growth == pytest.approx(400 / 356.6 - 1)


@pytest.mark.parametrize(
    ("gpu_model", "bare", "bundled_instance", "naive_percent", "like_for_like_percent"),
    [
        ("h100_sxm", Decimal("4.76"), Decimal("49.24"), 29.31, -0.73),
        ("a100_sxm_80gb", Decimal("2.21"), Decimal("21.60"), 22.17, -26.03),
    ],
)
def test_a_bundled_gpu_of_2026_is_cheaper_than_the_same_host_was_in_2023(
    ask, gpu_model, bare, bundled_instance, naive_percent, like_for_like_percent
):
    same_host = 8 * bare + 128 * Decimal("0.01") + 2048 * Decimal("0.005")
    from_price, like_for_like, to_price, naive, real, is_basis_break = ask(
        "select from_usd_per_gpu_hour, from_like_for_like_usd_per_gpu_hour, to_usd_per_gpu_hour,"
        " naive_change_fraction, like_for_like_change_fraction, is_basis_break"
        f" from cost.price_changes where gpu_model_id = '{gpu_model}'"
        f" and from_price_list_id = '{NOTE}' and to_price_list_id = '{PAGE_2026}'"
    )
    assert (from_price, like_for_like, to_price, is_basis_break) == (
        bare,
        same_host / 8,
        bundled_instance / 8,
        True,
    )
    assert round(100 * naive, 2) == naive_percent
    assert round(100 * real, 2) == like_for_like_percent
    assert real == pytest.approx(float(bundled_instance / same_host - 1))
