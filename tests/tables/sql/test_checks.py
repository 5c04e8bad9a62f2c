"""Every check must be able to fail: each is shown data that breaks its promise."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import duckdb
import pytest

from pipeline.project.paths import current_project
from pipeline.schemas.base import seed_classes
from pipeline.schemas.limits import ordered
from pipeline.tables.check import Check, run_check
from pipeline.tables.seeds.ddl import limits
from pipeline.warehouse.catalog import project_tables

CHECKS = [check for table in project_tables(current_project()) for check in table.checks]
LIMIT = re.compile(r"\w+ (>=|>|<=|<) '?([-\d.]+)'?")
STEP_BEYOND = {">": 0, ">=": -1, "<": 0, "<=": 1}
FLOAT_STEPS = 10**12  # a double tells numbers apart that differ by a part in so many

# One statement per written check that makes its promise false.
BROKEN_BY = {
    "audit.claim_verdicts a_verdict_rests_on_a_figure": """
        update audit.claim_verdicts set verdict_code = 'reproduced'
        where claim_id = 'speed_up_35x'""",
    "audit.claim_verdicts every_claim_has_one_verdict": """
        delete from audit.claim_verdicts where claim_id = 'gpu_price_h100_sxm'""",
    "audit.claimed_savings known_by_the_claim": """
        update audit.claimed_savings set known_date = '2023-10-23'
        where claim_id = 'saving_80_percent'""",
    "audit.claimed_savings one_rule_with_provider_comparisons": """
        update audit.claimed_savings set same_host_usd_per_gpu_hour = null
        where rival_instance_type_name = 'a2-megagpu-16g'""",
    "audit.claim_figures nothing_of_later_or_of_its_own": """
        update audit.claim_figures set source_id = 'tf_securities_2023_06_20'
        where claim_id = 'gpu_price_h100_sxm'""",
    "audit.stated_figures have_what_a_test_takes": """
        update reference.claim_tests set figure_id = 'event/coreweave/fuonded'
        where claim_id = 'founded_2017'""",
    "audit.own_prices known_by_the_day": """
        update audit.own_prices set known_date = '2023-06-21'
        where component_id = 'h100_sxm'""",
    "audit.price_conflicts both_prices_hold_and_differ": """
        update audit.price_conflicts set overlap_to_date = '2023-07-25'""",
    "audit.price_conflicts lists_differ_by_no_more_than_sources_do": """
        update audit.price_conflicts set price_usd_per_unit_hour = 47.6""",
    "audit.price_conflicts the_more_trusted_is_preferred": """
        update audit.price_conflicts set preferred_price_list_id = other_price_list_id""",
    "audit.reconciliations unhedged_figures_come_out": """
        update audit.reconciliations set is_reconciled = false
        where reconciliation_id = 'equity_and_debt/coreweave'""",
    "core.company_financials no_fact_is_lost": """
        delete from core.company_financials where financial_metric_type = 'net_income'""",
    "core.company_revenues no_fact_is_lost": """
        delete from core.company_revenues where fiscal_period_name = 'FY24Q1'""",
    "core.component_prices price_is_plausible": """
        update core.component_prices set price_usd_per_unit_hour = 478
        where component_id = 'h100_sxm'""",
    "core.component_prices no_price_is_lost": """
        delete from core.component_prices where component_id = 'a40'""",
    "core.compute_capacity no_fact_is_lost": """
        delete from core.compute_capacity where capacity_type = 'basic'""",
    "core.funding_rounds no_fact_is_lost": """
        delete from core.funding_rounds where round_id = 'coreweave_ipo'""",
    "core.funding_rounds numbered_rounds_follow_each_other": """
        update core.funding_rounds set announced_date = '2023-03-30'
        where round_id = 'coreweave_ddtl_4'""",
    "growth.funding_by_round no_round_dwarfs_all_others": """
        update growth.funding_by_round set debt_usd = 31000000000
        where round_id = 'coreweave_ddtl_5'""",
    "market.benchmark_results results_are_near_each_other": """
        update market.benchmark_results set result_value = 32.6
        where result_value = 3.26 and benchmark_task_name = '3d-unet-99'""",
    "core.funding_tranches no_more_is_drawn_than_committed": """
        update core.funding_tranches set amount_usd = 8500000
        where tranche_id = 'coreweave_ddtl_4'""",
    "core.list_prices spot_is_no_dearer_than_on_demand": """
        update core.list_prices set price_usd_per_unit_hour = 3.277
        where offer_name = 'p4d.24xlarge' and commitment_type = 'on_demand'""",
    "core.offer_prices price_steps_are_plausible": """
        update core.offer_prices set price_usd_per_unit_hour = 0.055
        where item_name = 'p100_sxm_16gb' and price_list_id = 'coreweave_docs_2021_05_12'""",
    "core.funding_tranches no_money_is_lost": """
        delete from core.funding_tranches where commitment_status = 'drawn'""",
    "core.funding_tranches one_source_per_kind_of_money": """
        update core.funding_tranches set source_id = 'tf_securities_2023_06_20'
        where tranche_id = 'coreweave_notes_2026_senior'""",
    "core.gpu_fleets no_fact_is_lost": """
        delete from core.gpu_fleets where owner_id = 'coreweave'""",
    "core.host_prices every_list_with_gpus": """
        update core.host_prices set ram_gb_price_usd_per_unit_hour = null""",
    "core.instance_limits no_limit_is_lost": """
        update core.instance_limits set max_ram_gb_per_gpu = null
        where gpu_model_id = 'h100_sxm'""",
    "core.instance_prices gpu_price_is_plausible": """
        update core.instance_prices set price_usd_per_gpu_hour = 0.001
        where instance_type_name = 'NVIDIA HGX H100'""",
    "core.instance_prices no_price_is_lost": """
        delete from core.instance_prices where region_name = 'Europe'""",
    "core.list_prices no_price_is_lost": """
        delete from core.list_prices where offer_id = 'h100_sxm'""",
    "core.disjoint_financials no_period_is_lost": """
        delete from core.disjoint_financials where period_end_date = '2024-12-31'""",
    "core.disjoint_financials periods_do_not_overlap": """
        update core.disjoint_financials
        set period_start_date = period_start_date - interval 1 day""",
    "core.disjoint_revenues no_period_is_lost": """
        delete from core.disjoint_revenues where fiscal_period_name = 'FY23'""",
    "core.disjoint_revenues periods_do_not_overlap": """
        update core.disjoint_revenues set period_start_date = period_start_date - interval 1 day""",
    "core.offer_prices every_price_counts_once": """
        update core.offer_prices set region_count = region_count + 1""",
    "core.purchase_commitments no_contract_is_lost_or_counted_twice": """
        delete from core.purchase_commitments where commitment_id = 'meta_2025_09'""",
    "core.price_lists no_list_is_lost": """
        delete from core.price_lists where price_list_id = 'coreweave_note_2023_06_20'""",
    "core.training_compute no_fact_is_lost": """
        delete from core.training_compute where model_id = 'gpt_3'""",
    "core.tranche_investors no_fact_is_lost": """
        delete from core.tranche_investors where investor_id = 'nvidia'""",
    "core.valuations no_fact_is_lost": """
        delete from core.valuations where valuation_type = 'pre_money'""",
    "cost.focus_sku_prices a_price_id_has_one_sku": """
        update cost.focus_sku_prices set SkuPriceId = 'a40' where SkuId like 'a100%'""",
    "cost.focus_sku_prices commitments_are_purchases": """
        update cost.focus_sku_prices set ChargeCategory = 'Usage'
        where PurchaseDurationType = '1 Year'""",
    "cost.focus_sku_prices periods_do_not_overlap": """
        update cost.focus_sku_prices set SkuPriceEffectiveEnd = null""",
    "cost.focus_sku_prices required_columns_are_filled": """
        update cost.focus_sku_prices set SkuPriceDescription = null
        where SkuPriceId = 'h100_sxm'""",
    "cost.gpu_unit_costs full_host_is_dearer": """
        update cost.gpu_unit_costs set full_host_usd_per_gpu_hour = gpu_usd_per_gpu_hour""",
    "cost.instance_prices every_gpu_has_a_smallest_host": """
        delete from cost.instance_prices
        where recipe_id = 'min_host' and gpu_model_id = 'v100_pcie_16gb'""",
    "cost.instance_prices gpu_fraction_is_a_share": """
        update cost.instance_prices set gpu_fraction = 1.01""",
    "cost.instance_prices parts_add_up_to_total": """
        update cost.instance_prices set ram_usd_per_hour = ram_usd_per_hour + 0.000001""",
    "cost.instance_prices shape_is_within_limits": """
        update cost.instance_prices set gpu_count = 8 where gpu_model_id = 'rtx_a4000'""",
    "cost.price_changes basis_break_is_flagged": """
        update cost.price_changes set is_basis_break = not is_basis_break""",
    "cost.provider_comparisons saving_is_below_one": """
        update cost.provider_comparisons set same_host_saving_fraction = 1""",
    "cost.training_runs cost_is_positive": """
        update cost.training_runs set full_host_cost_usd = gpu_only_cost_usd""",
    "growth.capital_efficiency bounds_enclose_the_figures": """
        update growth.capital_efficiency
        set implied_utilization_fraction = high_implied_utilization_fraction * 1.01""",
    "growth.capital_efficiency nothing_from_unknown_figures": """
        update growth.capital_efficiency set revenue_usd = null
        where fiscal_period_name = 'FY25Q2'""",
    "growth.company_revenues no_growth_over_a_gap": """
        delete from growth.company_revenues
        where company_id = 'coreweave' and fiscal_period_name = 'FY24Q1'""",
    "growth.funding_by_investor no_money_is_lost": """
        delete from growth.funding_by_investor where investor_group = 'not disclosed'""",
    "growth.funding_by_round debt_outstanding_was_committed": """
        delete from core.record_gaps;
        update growth.funding_by_round set debt_usd = 0
        where round_id = 'coreweave_ddtl_2'""",
    "growth.funding_by_round known_money_equals_claim": """
        update growth.funding_by_round set known_date = '2023-05-31'
        where round_id = 'coreweave_ddtl_1'""",
    "growth.funding_by_round last_cumulative_equals_sum": """
        update growth.funding_by_round set cumulative_debt_usd = cumulative_debt_usd + 1""",
    "growth.funding_by_round new_money_is_equity_and_debt": """
        update growth.funding_by_round set new_money_usd = new_money_usd + secondary_usd""",
    "growth.market_sizes growth_is_hedged_like_its_figures": """
        update growth.market_sizes set growth_bound_type = 'exact'
        where market_id = 'askci_cloud_computing' and year = 2023""",
    "growth.price_panels panel_is_within_both_lists": """
        update growth.price_panels set matched_gpu_count = listed_to_gpu_count + 1""",
    "growth.price_panels unmoved_prices_make_no_change": """
        update growth.price_panels set matched_change_fraction = naive_average_change_fraction
        where to_price_list_id = 'coreweave_docs_2023_01_12'""",
    "growth.valuations post_exceeds_pre_by_the_round": """
        update growth.valuations set implied_round_usd = 111000000""",
    "market.compute_capacity kinds_add_up_to_total": """
        update market.compute_capacity set capacity_eflop_per_s = 368
        where capacity_type = 'basic'""",
    "pricing.component_prices one_default_vcpu_and_ram": """
        update pricing.component_prices set is_default = true where component_type = 'vcpu'""",
    "core.list_prices every_confirmation_is_of_an_offer": """
        update pricing.price_confirmations set item_name = 'h100'
        where item_name = 'h100_sxm'""",
    "cost.price_changes lists_do_not_overlap": """
        update cost.price_changes set to_date = '2023-07-24'
        where from_price_list_id = 'coreweave_docs_2023_01_12'""",
    "pricing.price_lists confirmed_while_it_holds": """
        update pricing.price_lists set last_confirmed_date = '2023-06-19'
        where price_list_id = 'coreweave_note_2023_06_20'""",
    "pricing.price_lists one_source_each": """
        insert into pricing.price_lists
        select * replace ('neocloud_conventions' as source_id) from pricing.price_lists limit 1""",
}


@dataclass(frozen=True)
class Counterexample:
    """A statement that breaks the promise of a check."""

    check: Check
    statement: str
    breaks: str = ""  # what of the promise, if it has several parts
    column: str = ""  # the column that the check must name

    def __str__(self) -> str:
        return f"{self.check.table}-{self.check.name}-{self.breaks}".removesuffix("-")


def counterexamples(check: Check) -> Iterator[Counterexample]:
    """Yield at least one statement that breaks the promise; none if nobody wrote one."""
    seed = seed_classes().get(check.table)
    if check.name == "grain":
        again = f"insert into {check.table} from {check.table} limit 1"
        yield Counterexample(check, again, "row twice")
        yield Counterexample(check, f"delete from {check.table}", "no row")
    elif check.name == "references":
        for column in seed.references():
            statement = f"update {check.table} set {column} = 'nowhere'"
            yield Counterexample(check, statement, column, column)
    elif check.name == "bounds":
        for column, condition in limits(seed):
            beyond = [f"{column} = {value_beyond(condition)}"]
            # What must not be less is unknown, so that the column alone breaks the promise.
            unknown = [f"{more} = null" for less, more in ordered(seed) if less == column]
            statement = f"update {check.table} set {', '.join(beyond + unknown)}"
            yield Counterexample(check, statement, condition, column)
    elif statement := BROKEN_BY.get(f"{check.table} {check.name}"):
        yield Counterexample(check, statement)
    else:
        yield from beyond_the_plausible(check)


def beyond_the_plausible(check: Check) -> Iterator[Counterexample]:
    """Yield a figure that no source doubles, or that its unit does not allow, for each column."""
    if check.name == "sources_agree":
        for column in re.findall(r"select '(\w+)' as column_name", check.query):
            again = f"{column} * 2 as {column}, 'neocloud_conventions' as source_id"
            known = f"update {check.table} set {column} = coalesce(nullif({column}, 0), 1)"
            own = f"select * replace ({again}) from {check.table} limit 1"
            statement = f"{known}; insert into {check.table} {own}"
            yield Counterexample(check, statement, column, column)
    elif check.name == "differences_stand":
        gone = f"'{check.table}' as table_name, 'gone' as fact_key"
        known = f"select * replace ({gone}) from reference.known_differences limit 1"
        yield Counterexample(check, f"insert into reference.known_differences {known}")
    elif check.name == "dated":
        for column in re.findall(r"'(\w+)' as column_name", check.query):
            statement = f"update {check.table} set {column} = '2052-03-28'"
            yield Counterexample(check, statement, column, column)
    elif check.name == "plausible":
        for column, least in re.findall(r"not \((\w+) between (\S+)", check.query):
            below = Decimal(least) - 1
            yield Counterexample(
                check, f"update {check.table} set {column} = {below}", column, column
            )


def value_beyond(condition: str) -> str:
    """Return a value just over a limit; '!' is of no closed list and fits no pattern."""
    if not (found := LIMIT.fullmatch(condition)):
        other = re.fullmatch(r"\w+ >= ([a-z]\w*)", condition)
        return f"{other[1]} - 1" if other else "'!'"
    sign, limit = found.groups()
    if re.fullmatch(r"\d{4}-\d\d-\d\d", limit):
        return f"'{date.fromisoformat(limit) + timedelta(STEP_BEYOND[sign])}'"
    # One more than a very large limit is, as a double, the limit itself.
    step = max(Decimal(1), abs(Decimal(limit)) / FLOAT_STEPS)
    return str(Decimal(limit) + STEP_BEYOND[sign] * step)


@pytest.fixture(scope="session")
def breakable(built, tmp_path_factory) -> Iterator[duckdb.DuckDBPyConnection]:
    """A copy of the published file, to be broken within transactions."""
    # Called as the release is, or its macros would not answer.
    folder = tmp_path_factory.mktemp("breakable")
    copy = shutil.copy(built.published, folder / built.published.name)
    with duckdb.connect(copy) as connection:
        yield connection


def test_every_check_has_a_counterexample():
    assert [f"{c.table} {c.name}" for c in CHECKS if not any(counterexamples(c))] == []


def test_every_written_counterexample_has_a_check():
    assert set(BROKEN_BY) <= {f"{check.table} {check.name}" for check in CHECKS}


def test_no_check_finds_rows_while_its_promise_holds(warehouse):
    assert [str(found) for c in CHECKS if (found := run_check(warehouse, c)).rows] == []


@pytest.mark.parametrize(
    "counterexample", [e for check in CHECKS for e in counterexamples(check)], ids=str
)
def test_check_finds_rows_when_its_promise_is_broken(counterexample, breakable):
    table = counterexample.check.table
    breakable.begin()
    try:
        # Without the constraints, which would refuse the broken row before a check can see it.
        breakable.execute(f"create or replace table {table} as from {table}")
        breakable.execute(counterexample.statement)
        found = run_check(breakable, counterexample.check)
    finally:
        breakable.rollback()
    assert found.rows
    if counterexample.column:
        assert {row[0] for row in found.rows} == {counterexample.column}


def test_a_price_is_not_plausible_while_no_bound_says_so(breakable):
    plausible = [check for check in CHECKS if check.name.endswith("price_is_plausible")]
    breakable.begin()
    try:
        breakable.execute(
            "delete from reference.assumptions where assumption_id = 'plausible_usd_per_gpu_hour'"
        )
        assert [check.table for check in plausible if run_check(breakable, check).passed] == []
    finally:
        breakable.rollback()
