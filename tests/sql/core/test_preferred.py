"""The core tables: one preferred row per fact, and no money twice."""

import csv
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

import pytest

from pipeline.project.paths import current_project

SEEDS = current_project().seeds
# The seed of each core table, and what one fact is.
FACTS = {
    "component_prices": ("pricing/component_prices", "price_list_id component_id"),
    "instance_prices": (
        "pricing/instance_prices",
        "price_list_id instance_type_name region_name commitment_type",
    ),
    "price_lists": ("pricing/price_lists", "price_list_id"),
    "company_financials": (
        "market/company_financials",
        "company_id financial_metric_type period_end_date period_start_date",
    ),
    "company_revenues": ("market/company_revenues", "company_id segment_name fiscal_period_name"),
    "compute_capacity": ("market/compute_capacity", "region_code capacity_type year"),
    "training_compute": ("market/ai_models", "model_id"),
    "gpu_fleets": ("market/gpu_fleets", "owner_id as_of_date"),
    "funding_rounds": ("funding/rounds", "round_id"),
    "tranche_investors": ("funding/tranche_investors", "tranche_id investor_id"),
    "valuations": ("funding/valuations", "company_id valuation_date valuation_type"),
}


@cache
def seed(path):
    with (SEEDS / f"{path}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def preference(row):
    """Return what a row is preferred by, worked out from the seeds alone; least is best."""
    (source,) = (s for s in seed("reference/sources") if s["source_id"] == row["source_id"])
    known = date.fromisoformat(row["known_date"] or source["published_date"])
    return int(source["trust_rank"]), -known.toordinal(), row["source_id"]


@pytest.mark.parametrize("table", FACTS)
def test_each_fact_has_the_row_of_its_most_trusted_then_latest_source(rows, table):
    path, key = FACTS[table]
    preferred = {}
    for row in sorted(seed(path), key=preference):
        if row.get("training_compute_flop", "stated"):  # without it, no fact of this kind
            preferred.setdefault(tuple(row[name] for name in key.split()), row["source_id"])
    assert {
        tuple(str(row[name] or "") for name in key.split()): row["source_id"]
        for row in rows(f"from core.{table}")
    } == preferred


def reported_by(*sources):
    """Return sources by name, trust rank and day of publication."""
    return [
        {"source_id": name, "trust_rank": rank, "published_date": date(2024, 1, 1) + timedelta(day)}
        for name, rank, day in sources
    ]


@pytest.mark.parametrize(
    ("sources", "preferred"),
    [
        pytest.param([("a", 2, 99), ("b", 1, 0)], "b", id="trust before recency"),
        pytest.param([("a", 1, 0), ("b", 1, 99)], "b", id="recency among equals"),
        pytest.param([("b", 1, 0), ("a", 1, 0)], "a", id="name among twins"),
    ],
)
def test_a_price_of_two_sources_is_that_of_the_preferred(run_sql, sources, preferred):
    (row,) = run_sql(
        "core/component_prices",
        {
            "core.price_lists": [{"price_list_id": "list", "provider_id": "cloud"}],
            "pricing.price_lists": [{"price_list_id": "list"}],
            "pricing.component_prices": [
                {"price_list_id": "list", "component_id": "gpu", "source_id": name}
                for name, *_ in sources
            ],
            "reference.sources": reported_by(*sources),
        },
    )
    assert row["source_id"] == preferred


def test_each_limit_is_that_of_the_most_trusted_source_that_states_it(run_sql):
    place = {"provider_id": "cloud", "gpu_model_id": "gpu"}
    (row,) = run_sql(
        "core/instance_limits",
        {
            "pricing.instance_limits": [
                {**place, "source_id": "docs", "max_gpu_count_per_instance": 7},
                {
                    **place,
                    "source_id": "note",
                    "max_vcpu_count_per_gpu": 36,
                    "max_ram_gb_per_gpu": 128,
                },
                {**place, "source_id": "blog", "max_vcpu_count_per_gpu": 99},
            ],
            "reference.sources": reported_by(("docs", 1, 0), ("note", 2, 0), ("blog", 3, 9)),
        },
    )
    assert row == {
        **place,
        "max_vcpu_count_per_gpu": 36,
        "max_ram_gb_per_gpu": 128,
        "max_gpu_count_per_instance": 7,
        "source_id": "note",
        "gpu_count_source_id": "docs",
    }


def test_a_limit_stated_alone_is_not_lost(run_sql):
    (row,) = run_sql(
        "core/instance_limits",
        {
            "pricing.instance_limits": [
                {
                    "provider_id": "cloud",
                    "gpu_model_id": "gpu",
                    "source_id": "docs",
                    "max_ram_gb_per_gpu": 64,
                }
            ],
            "reference.sources": reported_by(("docs", 1, 0)),
        },
    )
    assert (row["max_ram_gb_per_gpu"], row["max_vcpu_count_per_gpu"], row["source_id"]) == (
        64,
        None,
        "docs",
    )


def test_the_host_takes_the_default_vcpu_and_not_the_cheapest(run_sql):
    def component(name, kind, price, is_default):
        return {
            "price_list_id": "list",
            "component_id": name,
            "component_type": kind,
            "price_usd_per_unit_hour": price,
            "is_default": is_default,
        }

    (row,) = run_sql(
        "core/host_prices",
        {
            "core.component_prices": [
                component("epyc", "vcpu", Decimal("0.010"), True),
                component("xeon", "vcpu", Decimal("0.005"), False),
                component("memory", "ram_gb", Decimal("0.005"), True),
                component("rome", "cpu_core_with_ram", Decimal("0.030"), False),
                component("h100", "gpu", Decimal("4.76"), True),
            ]
        },
    )
    assert row["vcpu_price_usd_per_unit_hour"] == Decimal("0.010")
    assert row["ram_gb_price_usd_per_unit_hour"] == Decimal("0.005")


def test_the_price_of_an_instance_is_shared_by_its_gpus(rows):
    prices = rows("from core.instance_prices where instance_type_name = 'NVIDIA GB200 NVL72'")
    assert {row["price_usd_per_gpu_hour"] for row in prices} == {Decimal(42) / 4}
