"""The parts of the generative-AI stack and who provides them, as reports list them."""

from enum import StrEnum

from sqlmodel import Field

from pipeline.schemas.base import CitedFact

PARTY = "reference.parties.party_id"


class StackElementType(StrEnum):
    """The kind of element."""

    layer = "layer"
    chip_platform = "chip_platform"
    chip_type = "chip_type"
    compute_stage = "compute_stage"


class StackElements(CitedFact, table=True):
    """One row per element of the generative-AI stack that a source names."""

    element_type: StackElementType = Field(primary_key=True, description="Kind of element.")
    element_name: str = Field(primary_key=True, description="Name of the element.")
    element_name_zh: str | None = Field(description="Name of the element as printed in Chinese.")
    element_order: int = Field(ge=1, description="Place in the source's list.")
    vendor_id: str | None = Field(foreign_key=PARTY)


class StackProviderType(StrEnum):
    """What the provider brings to the infrastructure layer."""

    cloud = "cloud"
    generative_ai_service = "generative_ai_service"
    chip = "chip"


class StackProviders(CitedFact, table=True):
    """One row per provider of the infrastructure layer and what it brings."""

    stack_provider_type: StackProviderType = Field(
        primary_key=True,
        description="What the provider brings to the infrastructure layer.",
    )
    provider_id: str = Field(primary_key=True, foreign_key=PARTY)
    provider_order: int = Field(ge=1, description="Place in the source's list.")
    description: str = Field()
