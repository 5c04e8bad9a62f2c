"""Who pays for the compute: rounds, debt, valuations, contracts."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum

import duckdb
from sqlmodel import Field

from pipeline.schemas.base import Cells, CitedFact, CitedFigure, Seeds
from pipeline.schemas.codes import DatePrecision


class Rounds(CitedFact, table=True):
    """One row per financing event and source that reports it."""

    round_id: str = Field(primary_key=True, description="Slug of the financing event.")
    company_id: str = Field(foreign_key="reference.parties.party_id")
    round_name: str = Field(description="Name of the round in English.")
    round_name_zh: str | None = Field(
        description="Name of the round in Chinese, as a source prints it or else in our words."
    )
    announced_date: date | None = Field()
    date_precision_code: DatePrecision = Field()


INSTRUMENT = "equity, debt, or secondary: existing shares sold on, no money to the company."


class InstrumentType(StrEnum):
    """What was sold for the money."""

    equity = "equity"
    debt = "debt"
    secondary = "secondary"


class CommitmentStatus(StrEnum):
    """How far the money has come."""

    funded = "funded"
    committed = "committed"
    drawn = "drawn"


class Tranches(CitedFigure, table=True):
    """One row per amount within a round and source; for sums take growth.funding_by_round.

    Two sources may report one amount, what is drawn was committed before, and a secondary sale is
    no money of the company's.
    """

    tranche_id: str = Field(primary_key=True, description="Slug of the amount.")
    round_id: str = Field(foreign_key="funding.rounds.round_id")
    instrument_type: InstrumentType = Field(description=INSTRUMENT)
    commitment_status: CommitmentStatus = Field(
        description="funded: paid in; committed: promised; drawn: taken from an earlier commitment."
    )
    amount_usd: Decimal = Field(max_digits=20, decimal_places=2, gt=0)


class TrancheInvestors(CitedFact, table=True):
    """One row per investor in a tranche; amounts double if joined to them.

    Who gave how much no source says: for sums take growth.funding_by_investor.
    """

    tranche_id: str = Field(primary_key=True, foreign_key="funding.tranches.tranche_id")
    investor_id: str = Field(primary_key=True, foreign_key="reference.parties.party_id")
    is_lead: bool = Field(description="Whether the source names the investor as lead.")


class RecordGaps(CitedFact, table=True):
    """One row per money that a source shows and no round holds: from then on sums are floors."""

    gap_id: str = Field(primary_key=True, description="Slug of the missing money.")
    company_id: str = Field(foreign_key="reference.parties.party_id")
    instrument_type: InstrumentType = Field(description=INSTRUMENT)
    missing_from_date: date = Field(
        description="First day on which the source shows the money; sums up to then stand."
    )
    shown_usd: Decimal | None = Field(
        max_digits=20,
        decimal_places=2,
        gt=0,
        description="Balance or flow that shows the money, no commitment; empty if not stated.",
    )
    description: str = Field()


class ValuationType(StrEnum):
    """Whether the round's money is counted in."""

    pre_money = "pre_money"
    post_money = "post_money"
    reported = "reported"


class Valuations(CitedFigure, table=True):
    """One row per valuation of a company that a source reports."""

    company_id: str = Field(primary_key=True, foreign_key="reference.parties.party_id")
    valuation_date: date = Field(primary_key=True, description="When the valuation held.")
    valuation_type: ValuationType = Field(
        primary_key=True,
        description="pre_money or post_money of a round; reported where the source does not say.",
    )
    date_precision_code: DatePrecision = Field()
    valuation_usd: Decimal = Field(
        max_digits=20, decimal_places=2, gt=0, description="Value of the whole company."
    )


class PurchaseCommitments(CitedFigure, table=True):
    """One row per contract to buy compute and source; for sums take core.purchase_commitments.

    Two sources may report one contract, and a document may contradict its own statement.
    """

    commitment_id: str = Field(primary_key=True, description="Slug of the contract.")
    customer_id: str = Field(foreign_key="reference.parties.party_id")
    supplier_id: str = Field(foreign_key="reference.parties.party_id")
    announced_date: date | None = Field()
    date_precision_code: DatePrecision = Field()
    amount_usd: Decimal | None = Field(max_digits=20, decimal_places=2, gt=0)
    amount_as_stated: str = Field(description="The amount in the words of the source, translated.")
    contradicted_by_id: str | None = Field(
        description="Row that the document itself gives against this one; empty if none."
    )

    @classmethod
    def verify(
        cls, connection: duckdb.DuckDBPyConnection, cells: Cells, seeds: Seeds
    ) -> Iterator[tuple[int, str, str]]:
        """Yield line, column and problem of every amount that is not the one its words state."""
        for line, row in cells:
            stated = AMOUNT_IN_WORDS.search(row["amount_as_stated"])
            amount = Decimal(row["amount_usd"]) if row["amount_usd"] else None
            said = Decimal(stated[1].replace(",", "")) * UNITS[stated[2]] if stated else None
            if amount != said:
                problem = (
                    f"amount_as_stated says {row['amount_as_stated']!r}; write the one amount"
                    f" in both columns (got {row['amount_usd']!r})"
                )
                yield line, "amount_usd", problem


AMOUNT_IN_WORDS = re.compile(r"(\d[\d,]*(?:\.\d+)?) (million|billion) US dollars")
UNITS = {"million": Decimal(10**6), "billion": Decimal(10**9)}


class Acquisitions(CitedFigure, table=True):
    """One row per acquisition of a company."""

    acquirer_id: str = Field(primary_key=True, foreign_key="reference.parties.party_id")
    target_id: str = Field(
        primary_key=True,
        foreign_key="reference.parties.party_id",
        description="Party that is bought.",
    )
    announced_date: date | None = Field()
    date_precision_code: DatePrecision = Field()
    amount_usd: Decimal | None = Field(max_digits=20, decimal_places=2, gt=0)
