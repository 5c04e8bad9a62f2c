"""What companies are, sell and share, as reports describe them in words."""

from enum import StrEnum

from sqlmodel import Field

from pipeline.schemas.base import CitedFact

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
