"""A verdict follows the data: change them and it changes, learn more later and it stays."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from graphlib import TopologicalSorter

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlglot import exp

from pipeline.project.paths import current_project
from pipeline.tables.sql.file import SqlFile, sql_files

CLAIM_DAY = date(2023, 6, 20)
NOTE = "'tf_securities_2023_06_20'"
COMPUTED_FROM_META = {"audit.figure_sources", "audit.source_coverage"}
Verdicts = dict[str, tuple[str, float | None]]


@cache
def computed_files() -> list[SqlFile]:
    """Every table of core and audit: a fact learned later passes through both."""
    folders = (current_project().sql / schema for schema in ("core", "audit"))
    files = {f.name: f for folder in folders for f in sql_files(folder)}
    graph = {name: set(file.reads) & set(files) for name, file in files.items()}
    order = [*TopologicalSorter(graph).static_order()]
    return [files[name] for name in order if name not in COMPUTED_FROM_META]


@pytest.fixture(scope="module")
def scratch(built, tmp_path_factory) -> Iterator[duckdb.DuckDBPyConnection]:
    copy = shutil.copy(built.published, tmp_path_factory.mktemp("audit") / "neocloud.duckdb")
    with duckdb.connect(copy, config={"threads": 1}) as connection:
        yield connection


@pytest.fixture(scope="module")
def audited(scratch) -> Callable[..., Verdicts]:
    """Return a function that gives every verdict after some statements, which leave no trace."""

    def audited(*statements: str) -> Verdicts:
        scratch.begin()
        try:
            for statement in statements:
                scratch.execute(statement)
            for file in computed_files():
                scratch.execute(f"create or replace table {file.name} as\n{file.text}")
            found = scratch.execute(
                "select claim_id, verdict_code, computed_value, is_hindsight"
                " from audit.claim_verdicts"
            ).fetchall()
        finally:
            scratch.rollback()
        return {claim: (*rest,) for claim, *rest in found}

    return audited


@pytest.fixture(scope="module")
def untouched(audited) -> Verdicts:
    """Every verdict on the facts as they are."""
    return audited()


CHANGES = {
    "the list has another price": (
        "update pricing.component_prices set price_usd_per_unit_hour = 1.29"
        " where price_list_id = 'coreweave_docs_2023_01_12' and component_id = 'a40'",
        "gpu_price_a40",
        ("contradicted", 1.29),
    ),
    "the list drops a GPU": (
        "delete from pricing.component_prices"
        " where price_list_id = 'coreweave_docs_2023_01_12' and component_id = 'a40'",
        "gpu_price_a40",
        ("untestable", None),
    ),
    "a vCPU of an old Xeon is cheaper": (
        "update pricing.component_prices set price_usd_per_unit_hour = 0.005"
        " where component_id = 'vcpu_intel_xeon_v4'",
        "only_gpu_price_varies",
        ("contradicted", 2),
    ),
    "a round was larger": (
        "update funding.tranches set amount_usd = 4000000 where tranche_id = 'coreweave_seed'",
        "total_funding",
        ("contradicted", 577.5e6),
    ),
    "the debt was equity": (
        "update funding.tranches set instrument_type = 'equity', commitment_status = 'funded'"
        " where tranche_id = 'coreweave_debt_2023'",
        "debt_funding",
        ("contradicted", 0),
    ),
    "the model took less compute": (
        f"update market.ai_models set training_compute_flop = 1.8e23 where source_id <> {NOTE}"
        " and model_id = 'gpt_3'",
        "gpt_3_training_compute",
        ("contradicted", 1.8e23),
    ),
    "the forecast is another": (
        "update market.compute_capacity set capacity_eflop_per_s = 5600 where year = 2030"
        f" and source_id <> {NOTE}",
        "compute_capacity_2030",
        ("contradicted", 5600),
    ),
    "Microsoft's release says less": (
        "update market.company_revenues set revenue_usd = 51.9e9"
        " where source_id = 'microsoft_fy23q3_results_2023_04_25'",
        "microsoft_revenue",
        ("contradicted", 51.9e9),
    ),
    "Microsoft is named as an investor": (
        "update funding.tranche_investors set investor_id = 'microsoft'"
        " where tranche_id = 'coreweave_series_b_magnetar'",
        "microsoft_invests",
        ("untestable", None),
    ),
    "the contract with Microsoft was of one billion": (
        "update funding.purchase_commitments set amount_usd = 1e9"
        f" where commitment_id = 'microsoft_2023_body' and source_id <> {NOTE}",
        "microsoft_one_billion",
        ("consistent", 1e9),
    ),
    "nobody says what the contract was of": (
        "delete from funding.purchase_commitments"
        f" where commitment_id = 'microsoft_2023_body' and source_id <> {NOTE}",
        "microsoft_one_billion",
        ("untestable", None),
    ),
    "a document states the smallest volume": (
        "insert into market.events select * replace ('smallest_storage_volume' as event_type,"
        " 1 as value, 'exact' as bound_type) from market.events"
        " where event_type = 'largest_storage_volume'"
        " and source_id = 'coreweave_docs_storage_2022_06_22'",
        "storage_volume_range",
        ("consistent", 1),
    ),
    "a large cloud is cheaper": (
        "update pricing.instance_prices set price_usd_per_hour = 1"
        " where instance_type_name = 'a2-highgpu-1g' and commitment_type = 'on_demand'",
        "lowest_on_demand_price",
        ("contradicted", 1),
    ),
    "the release has another growth": (
        f"update market.reported_growth set yoy_growth_fraction = 0.31 where source_id <> {NOTE}",
        "azure_growth",
        ("contradicted", 0.31),
    ),
    "nobody says who leads": (
        f"delete from market.market_share_mentions where source_id <> {NOTE}",
        "amazon_leads_cloud_market",
        ("untestable", None),
    ),
    "Microsoft's cloud is most by either count": (
        "update market.company_revenues set revenue_usd = 28e9"
        " where segment_name = 'intelligent_cloud'",
        "microsoft_revenue_mainly_cloud",
        ("reproduced", 28 / 52.86),
    ),
    "one benchmark runs 31 times as fast": (
        "update market.benchmark_results set result_value = 31 * result_value"
        " where gpu_model_id = 'h100_sxm' and benchmark_task_name = 'rnnt'"
        " and scenario_name = 'Server'",
        "hgx_h100_inference_30x",
        ("consistent", None),
    ),
    "a product is missing": (
        "delete from market.products where product_id = 'storage'",
        "products_7",
        ("contradicted", 6),
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_change_the_data_and_the_verdict_changes(change, audited):
    statement, claim, (code, figure) = CHANGES[change]
    verdict, computed, _ = audited(statement)[claim]
    assert verdict == code
    if figure is not None or code == "untestable":
        assert computed == (None if figure is None else pytest.approx(figure))


def test_80_percent_is_borne_out_by_one_dear_rival_but_not_proven(audited):
    dear = (
        "update pricing.instance_prices set price_usd_per_hour = 100"
        " where instance_type_name = 'p3.2xlarge' and commitment_type = 'on_demand'"
    )
    assert audited(dear)["saving_80_percent"][0] == "consistent"


LATER_SOURCE = """
insert into reference.sources
select * replace (
    'later' as source_id, date '{day}' as published_date, date '2060-01-01' as accessed_date,
    1 as trust_rank
)
from reference.sources where source_id = 'coreweave_docs_2023_05_24'
"""
# Facts of a first party that would overturn every verdict, had they been known.
LATER_FACTS = [
    f"insert or ignore into {table} select * replace ({changes}, 'later' as source_id,"
    f" null as known_date) from {table} where {where}"
    for table, where, changes in [
        (
            "pricing.price_lists",
            "price_list_id = 'coreweave_docs_2023_01_12'",
            "'later' as price_list_id, date '2023-06-01' as effective_from_date",
        ),
        (
            "pricing.component_prices",
            "price_list_id = 'coreweave_docs_2023_01_12'",
            "'later' as price_list_id, price_usd_per_unit_hour + 1 as price_usd_per_unit_hour",
        ),
        (
            "pricing.component_prices",
            "price_list_id = 'coreweave_docs_2023_01_12'",
            "price_usd_per_unit_hour + 1 as price_usd_per_unit_hour",
        ),
        (
            "pricing.instance_prices",
            "price_list_id = 'gcp_full_stack_2023_05_29'",
            "10 * price_usd_per_hour as price_usd_per_hour",
        ),
        ("funding.tranches", f"source_id = {NOTE}", "2 * amount_usd as amount_usd"),
        (
            "funding.tranches",
            "tranche_id = 'coreweave_series_b_nvidia'",
            "'coreweave_series_b' as tranche_id, 221000000 as amount_usd",
        ),
        ("funding.tranche_investors", f"source_id = {NOTE}", "'microsoft' as investor_id"),
        ("funding.valuations", f"source_id = {NOTE}", "3 * valuation_usd as valuation_usd"),
        (
            "funding.purchase_commitments",
            "commitment_id = 'microsoft_2023_abstract'",
            "10 * amount_usd as amount_usd",
        ),
        ("market.compute_capacity", "year = 2030", "2 as capacity_eflop_per_s"),
        ("market.company_revenues", "fiscal_period_name = 'FY23Q3'", "1000000 as revenue_usd"),
        ("market.ai_models", "model_id = 'gpt_3'", "2e9 as training_token_count"),
        ("market.products", f"source_id = {NOTE}", "'more' as product_name"),
        ("market.company_profiles", f"source_id = {NOTE}", "'more' as description"),
        ("market.partnerships", f"source_id = {NOTE}", "'investor' as partnership_type"),
    ]
]
WHOLE_SERIES_B = LATER_FACTS[5]


@settings(max_examples=5, deadline=None)
@given(days=st.integers(min_value=1, max_value=3000))
def test_a_fact_learned_later_moves_no_verdict(days, audited, untouched):
    source = LATER_SOURCE.format(day=CLAIM_DAY + timedelta(days=days))
    before, after = untouched, audited(source, *LATER_FACTS)
    settled = {c for c, (code, _, late) in before.items() if code != "untestable" and not late}
    assert len(settled) > 40
    assert {c: after[c] for c in settled} == {c: before[c] for c in settled}


def test_a_round_told_whole_later_unnames_no_investor(audited, untouched):
    after = audited(LATER_SOURCE.format(day="2024-01-01"), WHOLE_SERIES_B)
    for claim in ("nvidia_in_series_b", "microsoft_invests"):
        assert after[claim] == untouched[claim]


def plain_reads(file: SqlFile) -> set[str]:
    """Return which derived tables the file reads as they are today, not as known by a day."""
    named = {f"{table.db}.{table.name}" for table in file.statement.find_all(exp.Table)}
    return {
        name for name in named if name.startswith(("core.", "cost.", "growth.")) and name[-1] != "."
    }


def behind_verdicts() -> list[SqlFile]:
    """Return the files of the audit that a verdict follows from, itself among them."""
    files = {file.name: file for file in sql_files(current_project().sql / "audit")}
    found, waiting = [], ["audit.claim_verdicts"]
    while waiting:
        name = waiting.pop()
        if name in files:
            found.append(files.pop(name))
            waiting += found[-1].reads
    return found


@pytest.mark.parametrize("file", behind_verdicts(), ids=lambda file: file.name)
def test_no_verdict_reads_what_core_prefers_today(file):
    assert plain_reads(file) == set()


def test_a_plain_read_of_core_would_be_found(tmp_path):
    path = tmp_path / "audit" / "claim_figures.sql"
    path.parent.mkdir()
    path.write_text("-- One row per\nselect 1 from core.funding_tranches")
    assert plain_reads(SqlFile(path)) == {"core.funding_tranches"}


def test_the_same_facts_known_in_time_would_have_moved_many(audited, untouched):
    source = LATER_SOURCE.format(day=CLAIM_DAY - timedelta(days=1))
    after = audited(source, *LATER_FACTS)
    assert len([claim for claim in untouched if after[claim] != untouched[claim]]) > 20


def test_the_first_document_to_answer_later_keeps_the_say(audited, untouched):
    source = LATER_SOURCE.format(day="2026-11-24")
    founded = (
        "insert into market.events"
        " select * replace ('later' as source_id, date '2018-01-01' as event_date)"
        f" from market.events where event_type = 'founded' and source_id = {NOTE}"
    )
    after = audited(source, founded)["founded_2017"]
    assert untouched["founded_2017"] == after == ("reproduced", 2017, True)


def test_what_nobody_else_knew_then_is_answered_in_hindsight(audited, untouched):
    source = LATER_SOURCE.format(day="2024-01-01")
    headcount = (
        "insert into market.events select * replace (75 as value, 'exact' as bound_type,"
        " 'later' as source_id, null as known_date) from market.events"
        " where event_type = 'headcount'"
    )
    assert untouched["headcount_over_90"] == ("untestable", None, False)
    assert audited(source, headcount)["headcount_over_90"] == ("contradicted", 75, True)
