"""How large markets are, publication by publication."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from sqlmodel import Field

from pipeline.schemas.base import CitedFigure


class ValueType(StrEnum):
    """Whether a figure was measured or expected when it was published."""

    actual = "actual"
    estimate = "estimate"
    forecast = "forecast"


class MarketSizes(CitedFigure, table=True):
    """One row per market, publication, year and segment; a later publication never overwrites.

    Segments lie in the total, and publishers draw their markets differently: add up neither
    segments and total nor markets.
    """

    market_id: str = Field(primary_key=True, foreign_key="reference.markets.market_id")
    year: int = Field(primary_key=True, ge=1990, le=2100)
    segment_name: str = Field(primary_key=True)
    market_size_usd: Decimal = Field(max_digits=20, decimal_places=2, gt=0)
    value_type: ValueType = Field()


class QuarterlyMarketSizes(CitedFigure, table=True):
    """One row per market, publication, calendar quarter and segment."""

    market_id: str = Field(primary_key=True, foreign_key="reference.markets.market_id")
    year: int = Field(primary_key=True, ge=1990, le=2100)
    quarter: int = Field(primary_key=True, ge=1, le=4, description="Calendar quarter.")
    segment_name: str = Field(primary_key=True)
    market_size_usd: Decimal = Field(max_digits=20, decimal_places=2, gt=0)
    value_type: ValueType = Field()


class DealStatus(StrEnum):
    """Whether a deal was done."""

    closed = "closed"
    announced = "announced"


class DealFlows(CitedFigure, table=True):
    """One row per market, period and status of deals; statuses are separate sets, not parts."""

    market_id: str = Field(primary_key=True, foreign_key="reference.markets.market_id")
    period_start_date: date = Field(primary_key=True)
    period_end_date: date = Field()
    deal_status: DealStatus = Field(primary_key=True, description="Whether the deals were done.")
    deal_count: int | None = Field(gt=0, description="Number of deals; empty if not stated.")
    deal_value_usd: Decimal = Field(
        max_digits=20, decimal_places=2, gt=0, description="Value of the deals."
    )
