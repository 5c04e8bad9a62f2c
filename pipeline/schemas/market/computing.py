"""How much computing there is, and what trained models took."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from sqlmodel import Field

from pipeline.schemas.base import CitedFigure
from pipeline.schemas.codes import Confidence, DatePrecision
from pipeline.schemas.market.sizes import ValueType

PARTY = "reference.parties.party_id"


class CapacityType(StrEnum):
    """What computing power is counted; kinds mix precisions and are not GPU FP16 totals."""

    total = "total"
    basic = "basic"
    intelligent = "intelligent"
    supercomputing = "supercomputing"
    infrastructure = "infrastructure"


class ComputeCapacity(CitedFigure, table=True):
    """One row per region, year and kind of computing power in use.

    The total holds the other kinds, and a region's power stands again each year: add up neither.
    """

    region_code: str = Field(primary_key=True, schema_extra={"pattern": r"^[A-Z]{2}$|^WORLD$"})
    year: int = Field(primary_key=True, ge=1990, le=2100)
    capacity_type: CapacityType = Field(
        primary_key=True, description="What computing power is counted."
    )
    capacity_eflop_per_s: Decimal = Field(
        max_digits=18,
        decimal_places=3,
        gt=0,
        description="Computing power, all precisions added up.",
    )
    value_type: ValueType = Field()


class AiModels(CitedFigure, table=True):
    """One row per AI model and source; counts and compute only as that source states them."""

    model_id: str = Field(primary_key=True, description="Slug of the AI model.")
    model_name: str = Field(description="Name of the AI model.")
    developer_id: str | None = Field(foreign_key=PARTY, description="Party that made the AI model.")
    release_date: date | None = Field()
    date_precision_code: DatePrecision = Field()
    parameter_count: int | None = Field(gt=0, description="Weights of the AI model.")
    training_token_count: int | None = Field(
        gt=0,
        description="Tokens seen in training, repeats counted; empty where a source gives words.",
    )
    training_compute_flop: float | None = Field(
        gt=0, description="Operations spent on training: a count, not a rate."
    )
    training_data_tb: float | None = Field(gt=0, description="Raw text before filtering.")
    confidence_code: Confidence = Field()


class GpuFleets(CitedFigure, table=True):
    """One row per owner and quarter end: accelerators bought so far, as one source estimates.

    Each row holds the earlier ones of its owner: quarters are never added up.
    """

    owner_id: str = Field(primary_key=True, foreign_key=PARTY)
    as_of_date: date = Field(primary_key=True)
    gpu_count: int = Field(gt=0)
    low_gpu_count: int = Field(gt=0, description="Accelerators, 5th percentile.")
    high_gpu_count: int = Field(gt=0, description="Accelerators, 95th percentile.")
    low_h100_equivalent_count: int = Field(
        gt=0, description="Fleet in units of one H100, 5th percentile."
    )
    median_h100_equivalent_count: int = Field(
        gt=0, description="Fleet in units of one H100, median."
    )
    high_h100_equivalent_count: int = Field(
        gt=0, description="Fleet in units of one H100, 95th percentile."
    )
