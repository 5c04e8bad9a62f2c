"""Every number that a document states can be held against a claim, or it is said why not."""

from decimal import Decimal
from types import UnionType
from typing import get_args

import pytest
from sqlglot import exp

from pipeline.project.paths import current_project
from pipeline.schemas.base import Cited, seed_classes
from pipeline.tables.sql.file import SqlFile

STATED = SqlFile(current_project().sql / "audit" / "stated_figures.sql")
PLACE = "place in the document's list, not a quantity"
OURS = "chosen by us: no document states it"
PART = "part of what tells the figure from others, and so in figure_id"
# table.column, or column of any table: why no claim is held against it
NOT_CLAIMABLE = {
    "page_order": PLACE,
    "exhibit_order": PLACE,
    "element_order": PLACE,
    "list_order": PLACE,
    "mention_order": PLACE,
    "risk_order": PLACE,
    "provider_order": PLACE,
    "product_order": PLACE,
    "profile_order": PLACE,
    "year": PART,
    "quarter": PART,
    "market.benchmark_results.gpu_count": PART,
    "market.benchmark_results.result_value": "read by audit.measured_speed_ups",
    "market.gpu_fleets.low_gpu_count": "bound of the estimate that is claimable",
    "market.gpu_fleets.high_gpu_count": "bound of the estimate that is claimable",
    "market.gpu_fleets.low_h100_equivalent_count": "the estimate in other units",
    "market.gpu_fleets.median_h100_equivalent_count": "the estimate in other units",
    "market.gpu_fleets.high_h100_equivalent_count": "the estimate in other units",
    "market.rating_scales.low_relative_return_fraction": "definition of a rating, not a fact",
    "market.rating_scales.high_relative_return_fraction": "definition of a rating, not a fact",
    "market.rating_scales.horizon_months": "definition of a rating, not a fact",
    "pricing.instance_prices.gpu_count": "shape that the price is of",
    "pricing.instance_prices.vcpu_count": "shape that the price is of",
    "pricing.instance_prices.ram_gb": "shape that the price is of",
    "pricing.instance_recipes.gpu_count": OURS,
    "pricing.instance_recipes.vcpu_count": OURS,
    "pricing.instance_recipes.ram_gb": OURS,
    "reference.assumptions.value": OURS,
    "reference.claim_tests.test_order": OURS,
    "reference.claim_tests.figure_order": OURS,
    "reference.claim_tests.figure_count": OURS,
    "reference.claim_tests.claimed_value": OURS,
    "reference.claims.stated_high_value": "upper end of a claimed range",
    "funding.record_gaps.shown_usd": "money that no round holds, told by audit.reconciliations",
}


def numeric_columns() -> set[tuple[str, str]]:
    """Return table and column of every number in a cited seed table."""
    found = set()
    for table, seed in seed_classes(Cited).items():
        for column, field in seed.model_fields.items():
            kind = field.annotation
            kinds = get_args(kind) if isinstance(kind, UnionType) else (kind,)
            if {int, float, Decimal} & set(kinds):
                found.add((table, column))
    return found


def claimable() -> set[tuple[str, str]]:
    """Return table and column of all that a part of audit.stated_figures takes a figure from."""
    found = set()
    for part in STATED.statement.find_all(exp.Select):
        source = part.args.get("from_") or part.args.get("from")
        if source is None or not isinstance(source.this, exp.Table) or not source.this.db:
            continue
        table = f"{source.this.db}.{source.this.name}"
        for aliased in part.expressions:
            if aliased.alias == "figure_value":
                found |= {(table, column.name) for column in aliased.find_all(exp.Column)}
    return found


@pytest.mark.parametrize(("table", "column"), sorted(numeric_columns()))
def test_every_number_of_a_document_is_claimable_or_it_is_said_why_not(table, column):
    excepted = column in NOT_CLAIMABLE or f"{table}.{column}" in NOT_CLAIMABLE
    assert ((table, column) in claimable()) != excepted


def test_every_exception_is_of_a_column_that_is_there():
    named = {name for table, column in numeric_columns() for name in (column, f"{table}.{column}")}
    assert set(NOT_CLAIMABLE) <= named
