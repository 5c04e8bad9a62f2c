"""The names users' SQL relies on: tables, keys, columns, macros."""

import pytest

SEEDS = """
reference.sources: source_id source_type title publisher_name published_date accessed_date url licence_name language_code trust_rank
reference.parties: party_id party_name party_name_zh party_type country_code
reference.gpu_models: gpu_model_id gpu_model_name vendor_id architecture_name form_factor_code memory_gb memory_bandwidth_gb_per_s bf16_dense_tflop_per_s fp32_tflop_per_s board_power_w release_date confidence_code
reference.gpu_aliases: alias_name gpu_model_id
reference.assumptions: assumption_id scenario_code value unit_name rationale
reference.claims: claim_id statement subject stated_value stated_high_value unit_name bound_type
pricing.price_lists: price_list_id provider_id effective_from_date effective_to_date price_basis_code
pricing.component_prices: price_list_id component_id component_type gpu_model_id sku_name price_usd_per_unit_hour is_default
pricing.instance_limits: provider_id gpu_model_id max_vcpu_count_per_gpu max_ram_gb_per_gpu max_gpu_count_per_instance
pricing.instance_prices: price_list_id instance_type_name region_name gpu_model_id gpu_count vcpu_count ram_gb commitment_type price_usd_per_hour
pricing.instance_recipes: recipe_id gpu_count vcpu_count ram_gb
funding.rounds: round_id company_id round_name round_name_zh announced_date date_precision_code
funding.tranches: tranche_id round_id instrument_type commitment_status amount_usd
funding.tranche_investors: tranche_id investor_id is_lead
funding.valuations: company_id valuation_date date_precision_code valuation_type valuation_usd
funding.purchase_commitments: customer_id supplier_id announced_date amount_usd bound_type
funding.acquisitions: acquirer_id target_id announced_date amount_usd
market.market_sizes: market_id year segment_name market_size_usd value_type bound_type
market.compute_capacity: region_code year capacity_type capacity_eflop_per_s value_type
market.company_revenues: company_id segment_name fiscal_period_name period_start_date period_end_date revenue_usd
market.reported_growth: company_id segment_name fiscal_period_name yoy_growth_fraction
market.deal_flows: market_id period_start_date period_end_date deal_status deal_count deal_value_usd
market.ai_models: model_id model_name developer_id release_date parameter_count training_token_count training_compute_flop training_data_tb confidence_code
market.gpu_fleets: owner_id as_of_date gpu_count low_h100_equivalent_count median_h100_equivalent_count high_h100_equivalent_count
market.events: party_id event_date date_precision_code event_type value unit_name bound_type
market.products: source_id
market.partnerships: source_id
market.commercial_offerings: source_id
market.stack_providers: source_id
market.watch_list: source_id
market.rating_scales: source_id
market.risk_factors: source_id
"""
# Where a key follows the bar, the table has exactly that grain.
DERIVED = """
core.component_prices: provider_id gpu_model_id price_usd_per_unit_hour effective_from_date effective_to_date known_date source_id | price_list_id component_id
cost.instance_prices: vcpu_count ram_gb gpu_usd_per_hour vcpu_usd_per_hour ram_usd_per_hour total_usd_per_hour total_usd_per_gpu_hour total_usd_per_month total_usd_per_year gpu_fraction | price_list_id gpu_model_id recipe_id gpu_count
cost.gpu_unit_costs: gpu_usd_per_gpu_hour full_host_usd_per_gpu_hour usd_per_vram_gb_hour usd_per_bf16_pflop_hour | price_list_id gpu_model_id
cost.provider_comparisons: gpu_model_id rival_usd_per_gpu_hour same_host_usd_per_gpu_hour same_host_saving_fraction component_only_saving_fraction | price_list_id rival_provider_id rival_instance_type_name rival_commitment_type rival_observed_date
cost.training_runs: training_compute_flop utilization_fraction gpu_hours gpu_only_cost_usd full_host_cost_usd | model_id price_list_id gpu_model_id scenario_code
cost.price_changes: naive_change_fraction like_for_like_change_fraction is_basis_break | provider_id gpu_model_id from_price_list_id to_price_list_id
growth.funding_by_round: announced_date equity_usd debt_usd secondary_usd new_money_usd cumulative_equity_usd cumulative_debt_usd cumulative_new_money_usd debt_fraction | company_id round_id
growth.funding_by_investor: amount_usd amount_fraction | company_id investor_group
growth.valuations: valuation_usd step_up_ratio implied_round_usd | company_id valuation_date valuation_type
growth.market_sizes: market_size_usd yoy_growth_fraction cagr_fraction growth_bound_type | market_id source_id year segment_name
growth.compute_capacity: from_eflop_per_s to_eflop_per_s cagr_fraction doubling_time_years | region_code capacity_type from_year to_year
growth.company_revenues: revenue_usd qoq_growth_fraction yoy_growth_fraction | company_id segment_name fiscal_period_name
growth.training_compute: release_date training_compute_flop six_n_d_flop stated_to_six_n_d_ratio doubling_time_years | model_id source_id
cost.focus_sku_prices: UnitPrice PricingUnit SkuId SkuPriceEffectiveEnd | ServiceProviderName SkuPriceId ContractId SkuPriceEffectiveStart PricingCurrency UnitPriceType
growth.capital_efficiency: revenue_usd gpu_count debt_usd_per_h100_equivalent revenue_usd_per_gpu_hour implied_utilization_fraction | company_id period_end_date
audit.claim_verdicts: stated_value computed_value difference_fraction verdict_code evidence reason | claim_id
audit.price_conflicts: price_usd_per_unit_hour other_price_usd_per_unit_hour overlap_from_date overlap_to_date | provider_id component_id price_list_id other_price_list_id
audit.reconciliations: expected_value actual_value is_reconciled | reconciliation_id
"""
PROOF = {"source_id", "source_locator", "known_date"}
IDENTITIES = {"parties", "gpu_models", "gpu_aliases", "assumptions", "instance_recipes", "claims"}


def parsed(text):
    for line in text.strip().splitlines():
        name, _, rest = line.partition(": ")
        columns, _, key = rest.partition(" | ")
        yield pytest.param(name, columns.split(), key.split(), id=name)


@pytest.mark.parametrize(("name", "columns", "key"), [*parsed(SEEDS), *parsed(DERIVED)])
def test_a_table_has_the_columns_users_rely_on_and_rows(name, columns, key, tables, rows):
    assert set(columns) | set(key) <= set(tables[name].columns)
    assert tables[name].key == tuple(key) or not key
    assert rows(f"select count(*) as row_count from {name}")[0]["row_count"] > 0


@pytest.mark.parametrize(("name", "columns", "key"), [*parsed(SEEDS)])
def test_a_seed_row_carries_its_proof(name, columns, key, tables):
    bare = name.partition(".")[2]
    assert bare == "sources" or set(tables[name].columns) >= PROOF
    is_fact = name.partition(".")[0] != "reference" and bare not in IDENTITIES
    assert not is_fact or "source_id" in tables[name].key


def test_macros_are_called_as_promised(warehouse):
    for call in (
        "select cagr(1, 2, 3), doubling_time_years(0.1)",
        "from instance_price('coreweave_note_2023_06_20', 'h100_sxm', 8, 128, 2048)",
        "from training_cost(3.15e23, 'coreweave_note_2023_06_20', 'h100_sxm', utilization := 0.4)",
    ):
        assert len(warehouse.execute(call).fetchall()) == 1


@pytest.mark.parametrize(
    ("table", "column", "ids"),
    [
        ("reference.gpu_models", "gpu_model_id", "h100_sxm h100_pcie a100_sxm_80gb a100_pcie_80gb a100_sxm_40gb a100_pcie_40gb a40 rtx_a6000 rtx_a5000 rtx_a4000 quadro_rtx_5000 quadro_rtx_4000 v100_sxm_16gb"),
        ("market.ai_models", "model_id", "gpt_3 palm_e llama_65b"),
        ("reference.parties", "party_id", "coreweave nvidia microsoft magnetar_capital nat_friedman daniel_gross"),
        ("pricing.instance_recipes", "recipe_id", "min_host max_host max_instance hgx_node_2026"),
        ("reference.sources", "source_id", "tf_securities_2023_06_20"),
        ("pricing.price_lists", "price_list_id", "coreweave_note_2023_06_20"),
    ],
)  # fmt: skip
def test_ids_are_as_promised(table, column, ids, rows):
    assert set(ids.split()) <= {row[column] for row in rows(f"from {table}")}
