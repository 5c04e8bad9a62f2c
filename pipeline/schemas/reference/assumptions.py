"""The numbers chosen or defined by us."""

from decimal import Decimal
from enum import StrEnum

from sqlmodel import Field

from pipeline.schemas.base import Cited


class Scenario(StrEnum):
    """Which end of a plausible range a chosen number stands for."""

    low = "low"
    base = "base"
    high = "high"


class Assumptions(Cited, table=True):
    """One row per number chosen or defined by us, and scenario."""

    assumption_id: str = Field(primary_key=True, description="Slug of the number.")
    scenario_code: Scenario = Field(
        primary_key=True, description="low, base or high; a definition has only base."
    )
    value: Decimal = Field(
        max_digits=20, decimal_places=6, gt=0, description="The number, in unit_name."
    )
    unit_name: str = Field()
    rationale: str = Field()
