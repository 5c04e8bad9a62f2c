"""What reports think of markets and companies: leaders, ratings, risks, whom to watch."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from sqlmodel import Field

from pipeline.schemas.base import CitedFact
from pipeline.schemas.codes import DatePrecision

PARTY = "reference.parties.party_id"


class MarketShareMentions(CitedFact, table=True):
    """One row per company that a source names among the leaders of a market."""

    market_name: str = Field(primary_key=True, description="Name of the market in English.")
    company_id: str = Field(primary_key=True, foreign_key=PARTY)
    mention_order: int = Field(ge=1, description="Place in the source's list.")
    is_leader: bool = Field(description="Whether the source names the company as the leader.")
    low_share_fraction: Decimal | None = Field(
        max_digits=6,
        decimal_places=4,
        ge=0,
        le=1,
        description="Lowest share of the market that the source gives; empty if it gives none.",
    )
    high_share_fraction: Decimal | None = Field(
        max_digits=6,
        decimal_places=4,
        ge=0,
        le=1,
        description="Highest share of the market that the source gives; empty if it gives none.",
    )


class WatchListGroup(StrEnum):
    """The group of the list."""

    cloud_ai = "cloud_ai"
    compute_chip = "compute_chip"


class WatchList(CitedFact, table=True):
    """One row per company that a report suggests to watch; the lists are not exhaustive."""

    watch_list_type: WatchListGroup = Field(primary_key=True, description="Group of the list.")
    company_id: str = Field(primary_key=True, foreign_key=PARTY)
    list_order: int = Field(ge=1, description="Place in the source's list.")
    coverage_team_name: str | None = Field(
        description="Team of the publisher that covers the company; empty if none is named."
    )


class RatingSubject(StrEnum):
    """What is rated."""

    stock = "stock"
    industry = "industry"


class RatingScales(CitedFact, table=True):
    """One row per step of a rating scale; which side owns a boundary is not stated."""

    rating_subject_type: RatingSubject = Field(primary_key=True, description="What is rated.")
    rating_code: str = Field(primary_key=True)
    rating_name_zh: str = Field(description="Step of the scale as printed.")
    low_relative_return_fraction: float | None = Field(
        description="Lower end of the expected return relative to the benchmark."
    )
    high_relative_return_fraction: float | None = Field(
        description="Upper end of the expected return relative to the benchmark."
    )
    benchmark_name: str = Field(description="Index the return is measured against.")
    horizon_months: int = Field(gt=0, description="Time over which the return is expected.")


class IndustryRatings(CitedFact, table=True):
    """One row per industry that a report rates."""

    industry_name: str = Field(primary_key=True, description="Industry in English.")
    industry_name_zh: str = Field(description="Industry as printed.")
    rating_date: date = Field(description="When the rating was given.")
    date_precision_code: DatePrecision = Field()
    rating_code: str = Field()
    previous_rating_code: str | None = Field(description="Step of the scale before the report.")


class RiskFactors(CitedFact, table=True):
    """One row per risk that a report names."""

    risk_id: str = Field(primary_key=True, description="Slug of the risk.")
    risk_order: int = Field(ge=1, description="Place in the source's list.")
    risk_name: str = Field(description="Risk in English.")
    risk_name_zh: str = Field(description="Risk as printed.")
    description: str = Field()
