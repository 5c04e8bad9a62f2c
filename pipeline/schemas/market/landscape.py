"""The qualitative tables of market reports."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from sqlmodel import Field

from pipeline.schemas.base import CitedFact, DatePrecision

PARTY = "reference.parties.party_id"


class ProfileType(StrEnum):
    """What is said of the company."""

    business = "business"
    former_business = "former_business"
    core_advantage = "core_advantage"
    patent_area = "patent_area"
    billing_model = "billing_model"
    licence = "licence"


class CompanyProfiles(CitedFact, table=True):
    """One row per thing a source says of a company's business."""

    company_id: str = Field(primary_key=True, foreign_key=PARTY)
    profile_type: ProfileType = Field(primary_key=True, description="What is said of the company.")
    profile_order: int = Field(primary_key=True, ge=1, description="Place in the source's list.")
    description: str = Field()
    description_zh: str | None = Field(description="The term as printed in Chinese.")


class CompanyPeople(CitedFact, table=True):
    """One row per role of a person in a company, with the name as the source prints it."""

    company_id: str = Field(primary_key=True, foreign_key=PARTY)
    person_id: str = Field(
        primary_key=True, foreign_key=PARTY, description="Person who has the role."
    )
    role_name: str = Field(primary_key=True, description="Role in a few words.")
    person_name_as_printed: str = Field(description="Name of the person, as the source prints it.")


class Products(CitedFact, table=True):
    """One row per product of a provider."""

    provider_id: str = Field(primary_key=True, foreign_key=PARTY)
    product_id: str = Field(primary_key=True, description="Slug of the product.")
    product_name: str = Field(description="Name of the product.")
    product_order: int = Field(ge=1, description="Place in the source's list.")
    description: str = Field()


class PartnershipType(StrEnum):
    """What ties the parties."""

    customer = "customer"
    partner = "partner"  # the source does not say of what kind
    investor = "investor"
    model_alliance = "model_alliance"


class Partnerships(CitedFact, table=True):
    """One row per pair of parties that a source calls partners."""

    party_id: str = Field(primary_key=True, foreign_key=PARTY)
    partner_id: str = Field(primary_key=True, foreign_key=PARTY, description="The other party.")
    partnership_type: PartnershipType = Field(description="What ties the parties.")
    partner_name_as_printed: str = Field(
        description="Name of the partner, as the source prints it."
    )
    description: str = Field()


class CommercialOfferings(CitedFact, table=True):
    """One row per company and what it sells of its AI models."""

    company_id: str = Field(primary_key=True, foreign_key=PARTY)
    offering_name: str = Field(primary_key=True, description="Names of what is sold.")
    description: str = Field()


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
