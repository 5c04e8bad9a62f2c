"""The numbers of the broker's note of 2023-06-20, typed in by hand once more."""

from datetime import date
from decimal import Decimal

import pytest

NOTE = "tf_securities_2023_06_20"
MILLION, BILLION = 10**6, 10**9


@pytest.fixture
def note(warehouse):
    """Return a function that selects from the note's rows of a table, as tuples in order."""

    def ask(columns, table, where="true"):
        sql = f"select {columns} from {table} where source_id = '{NOTE}' and {where} order by all"
        return warehouse.execute(sql).fetchall()

    return ask


# GPU model: label as printed, VRAM, most vCPU and most RAM for each GPU, price of the GPU part
TABLE_1 = {
    "h100_sxm": ("NVIDIA HGX H100", 80, 48, 256, "4.76"),
    "h100_pcie": ("NVIDIA H100 PCIe", 80, 48, 256, "4.25"),
    "a100_sxm_80gb": ("A100 80GB NVLINK", 80, 48, 256, "2.21"),
    "a100_pcie_80gb": ("A100 80GB PCIe", 80, 48, 256, "2.21"),
    "a100_sxm_40gb": ("A100 40GB NVLINK", 40, 48, 256, "2.06"),
    "a100_pcie_40gb": ("A100 40GB PCIe", 40, 48, 256, "2.06"),
    "a40": ("A40", 48, 48, 256, "1.28"),
    "rtx_a6000": ("RTX A6000", 48, 48, 256, "1.28"),
    "rtx_a5000": ("RTX A5000", 24, 36, 128, "0.77"),
    "rtx_a4000": ("RTX A4000", 16, 36, 128, "0.61"),
    "quadro_rtx_5000": ("Quadro RTX 5000", 16, 36, 128, "0.57"),
    "quadro_rtx_4000": ("Quadro RTX 4000", 8, 36, 128, "0.24"),
    "v100_sxm_16gb": ("Tesla V100 NVLINK", 16, 36, 128, "0.80"),
}


def test_table_1_is_complete(warehouse):
    found = warehouse.execute(
        f"""
        select prices.gpu_model_id, sku_name, memory_gb, max_vcpu_count_per_gpu,
            max_ram_gb_per_gpu, price_usd_per_unit_hour
        from pricing.component_prices as prices
        inner join pricing.instance_limits as limits
            on limits.gpu_model_id = prices.gpu_model_id and limits.source_id = prices.source_id
        inner join reference.gpu_models as models on models.gpu_model_id = prices.gpu_model_id
        where prices.source_id = '{NOTE}' and component_type = 'gpu' and provider_id = 'coreweave'
        """
    ).fetchall()
    assert {model: tuple(rest) for model, *rest in found} == {
        model: (*printed, Decimal(price)) for model, (*printed, price) in TABLE_1.items()
    }


def test_vcpu_and_memory_have_one_price_each(note):
    prices = "component_type, price_usd_per_unit_hour"
    assert note(prices, "pricing.component_prices", "component_type <> 'gpu'") == [
        ("ram_gb", Decimal("0.005")),
        ("vcpu", Decimal("0.01")),
    ]


def test_table_2_is_complete(note):
    columns = "tranche_id, round_name_zh, instrument_type, amount_usd"
    tables = "funding.tranches inner join funding.rounds using (round_id, source_id)"
    assert note(columns, tables) == [
        ("coreweave_debt_2023", "债务融资", "debt", 100 * MILLION),
        ("coreweave_private_equity", "私募股权融资", "equity", 50 * MILLION),
        ("coreweave_seed", "种子轮", "equity", 3 * MILLION),
        ("coreweave_series_a", "A 轮", "equity", 2_500_000),
        ("coreweave_series_b_extension", "B 轮", "equity", 200 * MILLION),
        ("coreweave_series_b_magnetar", "B 轮", "equity", 111 * MILLION),
        ("coreweave_series_b_nvidia", "B 轮", "equity", 110 * MILLION),
    ]


def test_table_2_adds_up_to_the_total_the_note_prints(note):
    amounts = dict(note("instrument_type, sum(amount_usd)", "funding.tranches", "true group by 1"))
    assert amounts == {"equity": Decimal("476500000"), "debt": Decimal("100000000")}
    total = note("value, event_date", "market.events", "event_type = 'total_funding'")
    assert total == [(476_500_000 + 100_000_000, date(2023, 5, 31))]


def test_investors_are_those_of_table_2(note):
    assert note("tranche_id, investor_id", "funding.tranche_investors") == [
        ("coreweave_debt_2023", "magnetar_capital"),
        ("coreweave_private_equity", "magnetar_capital"),
        ("coreweave_series_b_extension", "magnetar_capital"),
        ("coreweave_series_b_magnetar", "magnetar_capital"),
        ("coreweave_series_b_nvidia", "daniel_gross"),
        ("coreweave_series_b_nvidia", "nat_friedman"),
        ("coreweave_series_b_nvidia", "nvidia"),
    ]


def test_the_two_valuations_differ_by_the_first_close_of_the_series_b(note):
    found = note("valuation_date, valuation_type, valuation_usd", "funding.valuations")
    assert found == [
        (date(2023, 4, 1), "post_money", 2_221 * MILLION),
        (date(2023, 4, 1), "pre_money", 2_000 * MILLION),
    ]
    assert found[0][2] - found[1][2] == (111 + 110) * MILLION


def test_both_sums_of_microsoft_are_kept_as_purchases(note, warehouse):
    columns = "customer_id, supplier_id, amount_usd, bound_type"
    assert note(columns, "funding.purchase_commitments") == [
        ("microsoft", "coreweave", 1 * BILLION, "exact"),
        ("microsoft", "coreweave", None, "order_of_magnitude"),
    ]
    lenders = warehouse.execute("select investor_id from funding.tranche_investors").fetchall()
    assert ("microsoft",) not in lenders


def test_gpt_3_follows_six_operations_for_each_parameter_and_token(note):
    columns = "parameter_count, training_token_count, training_data_tb, training_compute_flop"
    ((parameters, tokens, terabytes, flop),) = note(
        columns, "market.ai_models", "model_id = 'gpt_3'"
    )
    assert (parameters, tokens, terabytes) == (175 * BILLION, 300 * BILLION, 45)
    assert flop == float(6 * parameters * tokens) == 3.15e23


def test_other_models_have_the_sizes_the_note_prints(note):
    columns = "model_id, parameter_count, bound_type"
    assert note(columns, "market.ai_models", "model_id <> 'gpt_3'") == [
        ("gpt_4", None, "exact"),
        ("llama_65b", 65 * BILLION, "exact"),
        ("palm_2", None, "exact"),
        ("palm_e", 562 * BILLION, "at_most"),
    ]


def test_the_cloud_market_of_2023_is_a_floor(note):
    columns = "year, market_size_usd, value_type, bound_type"
    assert note(columns, "market.market_sizes") == [
        (2022, 356_600 * MILLION, "estimate", "exact"),
        (2023, 400_000 * MILLION, "forecast", "at_least"),
    ]


def test_the_compute_of_2030_is_56_zettaflop_a_second(note):
    columns = "region_code, year, capacity_eflop_per_s, value_type"
    assert note(columns, "market.compute_capacity") == [("WORLD", 2030, 56 * 1000, "forecast")]


def test_revenues_have_the_dates_of_their_fiscal_quarters(note):
    columns = "company_id, fiscal_period_name, period_start_date, period_end_date, revenue_usd"
    assert note(columns, "market.company_revenues") == [
        ("microsoft", "FY23Q3", date(2023, 1, 1), date(2023, 3, 31), 52_860 * MILLION),
        ("nvidia", "FY24Q1", date(2023, 1, 30), date(2023, 4, 30), 7_190 * MILLION),
    ]


def test_azure_grew_by_27_percent(note):
    columns = "segment_name, fiscal_period_name, growth_basis_code, yoy_growth_fraction"
    assert note(columns, "market.reported_growth") == [
        ("azure_and_other_cloud_services", "FY23Q3", "as_reported", 0.27)
    ]


def test_closed_and_announced_deals_are_kept_apart(note):
    columns = "deal_status, deal_count, deal_value_usd, bound_type"
    assert note(columns, "market.deal_flows") == [
        ("announced", None, 10_680 * MILLION, "exact"),
        ("closed", 46, 1_700 * MILLION, "approximate"),
    ]


# What CoreWeave says of itself, and dated facts: claim, figure, upper figure, hedge
CLAIMS = {
    "speed_up_35x": (35, None, "at_most"),
    "saving_80_percent": (0.8, None, "exact"),
    "saving_80_percent_over_competitors": (0.8, None, "exact"),
    "hgx_h100_hpc_7x": (7, None, "exact"),
    "hgx_h100_training_9x": (9, None, "exact"),
    "hgx_h100_inference_30x": (30, None, "exact"),
    "node_bandwidth": (3.2, None, "exact"),
    "workload_start_within_5_seconds": (5, None, "at_most"),
    "nvidia_gpu_offerings_over_10": (10, None, "at_least"),
    "storage_volume_range": (1, 1_000_000, "approximate"),
    "storage_copies_3": (3, None, "exact"),
    "low_latency_people": (51 * MILLION, None, "at_least"),
    "palm_2_products_over_25": (25, None, "at_least"),
}


@pytest.mark.parametrize("claim", CLAIMS)
def test_a_claim_keeps_its_figure_and_its_hedge(note, claim):
    columns = "stated_value, stated_high_value, bound_type"
    assert note(columns, "reference.claims", f"claim_id = '{claim}'") == [CLAIMS[claim]]
