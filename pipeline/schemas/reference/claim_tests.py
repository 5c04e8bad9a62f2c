"""How a claim of a document is tested: a kind of test and the figures it takes."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import groupby

import duckdb
from sqlmodel import Field

from pipeline.schemas.base import Cells, Cited, Seeds
from pipeline.schemas.codes import BoundType


class ClaimTestKind(StrEnum):
    """How a claim is tested.

    ``sql/audit/figure_claims.sql`` tests ``stated_elsewhere``, ``named_claims.sql`` ``named``,
    ``saving_claims.sql`` the savings and ``cheaper_offers``, ``speed_up_claims.sql`` the
    speed-ups, and ``arithmetic_claims.sql`` the rest. None says that a claim cannot be tested:
    that follows from the figures held.
    """

    stated_elsewhere = "stated_elsewhere"  # the figure in another document
    sum = "sum"  # figures added up
    product = "product"  # figures multiplied
    growth = "growth"  # a product less one
    consistency = "consistency"  # a sum that only sets a document against itself
    own_list = "own_list"  # a sum over the provider's own price list of the day
    listed = "listed"  # how many members a document's list has
    named = "named"  # whether a list names somebody
    saving = "saving"  # own price against rival offers
    large_cloud_saving = "large_cloud_saving"  # the same, against those of large clouds only
    cheaper_offers = "cheaper_offers"  # rival offers of large clouds that are cheaper
    speed_up = "speed_up"  # benchmark results of two GPU models
    largest_model_speed_up = "largest_model_speed_up"  # the same, of the largest AI models only


class ClaimTests(Cited, table=True):
    """One row per claim, test of it and figure that the test takes; * asks for all that fit."""

    claim_id: str = Field(primary_key=True, foreign_key="reference.claims.claim_id")
    test_order: int = Field(
        primary_key=True,
        ge=1,
        description=(
            "Test, from 1. Another document's word counts before what is computed; of several"
            " computations the farthest from the claim, or of a claimed range its two ends."
        ),
    )
    figure_order: int = Field(primary_key=True, ge=1, description="Figure of the test, from 1.")
    test_kind: ClaimTestKind = Field(description="Kind of test, the same for all its figures.")
    figure_id: str | None = Field(description="What the figure is of: kind, whose, when.")
    excluded_figure_id: str | None = Field(description="Figures to leave out of all that fit.")
    figure_count: int | None = Field(
        description=(
            "How often the figure counts, 1 if empty; less than 0 takes it off a sum, -1 divides"
            " a product by it."
        )
    )
    claimed_value: float | None = Field(
        description="The claim as a number: its stated value, else 1 for yes."
    )
    unit_name: str | None = Field()
    computed_bound_type: BoundType | None = Field(
        description="How firmly the computed figure is known."
    )
    finding_words: str | None = Field(
        description=(
            "Words of the reason if not the kind's own, with the slots of the macro filled_in:"
            " {computed}, {hedged} and their like."
        )
    )
    missing_data: str | None = Field(description="Data it would take if the test finds no figure.")

    @classmethod
    def also_reads(cls, cells: Cells) -> set[str]:
        """Return the tables that say whether a test makes sense."""
        return {"reference.claims", "reference.parties"}

    @classmethod
    def verify(
        cls, connection: duckdb.DuckDBPyConnection, cells: Cells, seeds: Seeds
    ) -> Iterator[tuple[int, str, str]]:
        """Yield line, column and problem of every slip that would be judged as if it were meant."""
        claims = connection.execute(_CLAIMS).fetchall()
        stated = {claim: value for claim, value, _ in claims}
        parties = {
            party
            for (party,) in connection.execute("select party_id from reference.parties").fetchall()
        }
        yield from _untested(cells, claims)
        of_claim: dict[tuple[str, str], int] = {}
        for _, found in groupby(sorted(cells, key=_test_of), key=lambda cell: _test_of(cell)[:2]):
            test = [*found]
            line, first = test[0]
            yield from _of_test(test)
            kind = first["claim_id"], first["test_kind"]
            if first["test_kind"] in ONE_TEST and kind in of_claim:
                yield line, "test_order", _SECOND.format(kind[1], of_claim[kind])
            of_claim.setdefault(kind, line)
            if first["test_order"] == "1":
                claim = first["claim_id"]
                if stated.get(claim) is None and not first["claimed_value"]:
                    yield line, "claimed_value", _UNCLAIMED
            if first["test_kind"] == "named" and first["figure_id"].split("/")[-1] not in parties:
                yield line, "figure_id", "must end with a party_id of reference.parties"


ONE_FIGURE = ("stated_elsewhere", "named")
# Of these a claim has one test; only computations are set beside each other.
ONE_TEST = (
    *ONE_FIGURE,
    *("saving", "large_cloud_saving", "cheaper_offers"),
    *("speed_up", "largest_model_speed_up"),
)
FACTORS = ("product", "growth")
_UNCLAIMED = "the claim states no figure; say which number it amounts to, such as 1 for yes"
_SECOND = "a claim takes one test of kind {}, and that of line {} is; delete one of them"
_NO_TEST = "no line tests {!r} of seeds/reference/claims.csv:{}; add one, or delete the claim"
# The rows of a seed are loaded in the order of its file, below the header.
_CLAIMS = """
select claim_id, stated_value, row_number() over (order by rowid) + 1 from reference.claims
"""
_Test = list[tuple[int, Mapping[str, str]]]


def _untested(
    cells: Cells, claims: Sequence[tuple[str, float | None, int]]
) -> Iterator[tuple[int, str, str]]:
    """Yield, at the header, every claim that no line tests and where that claim stands."""
    tested = {row["claim_id"] for _, row in cells}
    for claim, _, line in claims:
        if claim not in tested:
            yield 1, "claim_id", _NO_TEST.format(claim, line)


def _test_of(cell: tuple[int, Mapping[str, str]]) -> tuple[str, int, int]:
    row = cell[1]
    return row["claim_id"], int(row["test_order"]), int(row["figure_order"])


def _of_test(test: _Test) -> Iterator[tuple[int, str, str]]:
    """Yield what is wrong with one test, its figures in order."""
    line, first = test[0]
    kind = first["test_kind"]
    if first["figure_order"] == "1" and not first["missing_data"] and first["test_order"] == "1":
        yield line, "missing_data", "say which data it would take if no figure is found"
    if kind in ONE_FIGURE and len(test) > 1:
        yield test[1][0], "figure_order", f"a test of kind {kind} takes one figure"
    for number, row in test:
        if row["test_kind"] != kind:
            yield number, "test_kind", f"the test is of kind {kind}; number another test_order"
        if not row["figure_id"]:
            yield number, "figure_id", f"a test of kind {kind} takes a figure"
        if row["figure_count"] == "0":
            yield number, "figure_count", "a figure counted 0 times tests nothing; leave it out"
        elif kind in FACTORS and row["figure_count"] not in ("", "1", "-1"):
            yield number, "figure_count", f"is 1 or -1 in a test of kind {kind}"
