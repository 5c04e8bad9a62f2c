"""A figure is explained down to the seed rows it rests on, for every derived table."""

import pytest

from pipeline.readers.explain.trace import explain

H100 = (
    "gpu_model_id = 'h100_sxm' and recipe_id = 'max_host'"
    " and price_list_id = 'coreweave_note_2023_06_20'"
)


@pytest.fixture
def explained(warehouse, tables):
    own = {name: table for name, table in tables.items() if table.has_rows}

    def ask(name, where="true"):
        found = explain(warehouse, own, name, where)
        return found, {step.table.name: step for step in found.inputs}

    return ask


def values(step, *columns):
    return sorted(tuple(str(row[column]) for column in columns) for row in step.rows)


def test_a_price_rests_on_its_components_limits_recipe_and_hours(explained):
    found, steps = explained("cost.instance_prices", H100)
    assert str(found.target.rows[0]["total_usd_per_hour"]) == "6.520000"
    assert values(steps["pricing.component_prices"], "component_id", "price_usd_per_unit_hour") == [
        ("h100_sxm", "4.760000"),
        ("ram_gb", "0.005000"),
        ("vcpu", "0.010000"),
    ]
    # Of this price only, though the list's own dates rest on the confirmations of all its items.
    assert values(steps["pricing.price_confirmations"], "item_name", "confirmed_date") == [
        ("h100_sxm", "2023-04-01"),
        ("h100_sxm", "2024-12-06"),
    ]
    assert values(steps["core.instance_limits"], "max_vcpu_count_per_gpu") == [("48",)]
    assert values(steps["pricing.instance_recipes"], "recipe_id") == [("max_host",)]
    assert values(steps["reference.assumptions"], "assumption_id") == [
        ("hours_per_month",),
        ("hours_per_year",),
    ]
    assert {row["source_id"] for row in found.sources} == {
        "tf_securities_2023_06_20",
        "coreweave_docs_node_types_2023_01_12",
        "gpu_price_index_2026_06_05",
        "neocloud_conventions",
    }


def test_a_comparison_rests_on_both_sides(explained):
    where = (
        "price_list_id = 'coreweave_note_2023_06_20'"
        " and rival_instance_type_name = 'p4de.24xlarge' and rival_commitment_type = 'on_demand'"
    )
    _, steps = explained("cost.provider_comparisons", where)
    assert values(steps["pricing.instance_prices"], "price_usd_per_hour") == [("40.970000",)]
    assert ("a100_sxm_80gb", "2.210000") in values(
        steps["pricing.component_prices"], "component_id", "price_usd_per_unit_hour"
    )


def test_a_round_rests_on_its_tranches_and_says_that_they_are_gathered(explained):
    _, steps = explained("growth.funding_by_round", "round_id = 'coreweave_series_b'")
    assert values(steps["funding.tranches"], "amount_usd") == [("110000000.00",), ("111000000.00",)]
    assert "lineage cannot tell rows apart by tranche_id" in steps["core.funding_tranches"].note


def test_a_change_rests_on_the_two_lists_it_compares(explained):
    where = "is_basis_break and gpu_model_id = 'h100_sxm'"
    where += " and from_price_list_id = 'coreweave_note_2023_06_20'"
    _, steps = explained("cost.price_changes", where)
    assert {row["price_list_id"] for row in steps["core.price_lists"].rows} >= {
        "coreweave_note_2023_06_20",
        "coreweave_page_2026_03_13",
    }
    # the lists of both bases are stacked on each other, so their keys are no plain copies
    assert "cannot tell rows apart" in steps["core.instance_prices"].note


def test_every_derived_table_reaches_a_cited_document(explained, tables):
    unexplained = []
    for name, table in tables.items():
        if table.path.suffix == ".sql" and table.schema in ("core", "cost", "growth"):
            found, _ = explained(name)
            if not found.sources:
                unexplained.append(name)
    assert unexplained == []


def test_every_number_of_cost_and_growth_has_a_source(rows):
    assert (
        rows("""
        select table_name, column_name from duckdb_columns() as columns
        where schema_name in ('cost', 'growth')
        and regexp_matches(data_type, 'BIGINT|DOUBLE|DECIMAL')
        and not exists (
            from audit.figure_sources as figures
            where figures.table_name = columns.schema_name || '.' || columns.table_name
            and figures.column_name = columns.column_name
        )
    """)
        == []
    )


def test_coverage_counts_the_rows_that_cite_a_source(rows):
    (note,) = rows("from audit.source_coverage where source_id = 'tf_securities_2023_06_20'")
    assert note["fact_count"] > 200
    assert note["derived_table_count"] > 15
