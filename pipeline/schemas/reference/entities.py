"""Who and what the facts are about."""

from datetime import date
from enum import StrEnum

from sqlmodel import Field

from pipeline.schemas.base import Cited
from pipeline.schemas.codes import Confidence


class PartyType(StrEnum):
    """The kind of party."""

    company = "company"
    fund = "fund"
    person = "person"
    organisation = "organisation"


class Parties(Cited, table=True):
    """One row per company, fund, person or organisation named by a fact."""

    party_id: str = Field(primary_key=True, description="Slug of the party.")
    party_name: str = Field(description="Name of the party in English.")
    party_name_zh: str | None = Field(
        description="Name of the party in Chinese, if a source has one."
    )
    party_type: PartyType = Field(description="Kind of party.")
    country_code: str | None = Field(
        schema_extra={"pattern": r"^[A-Z]{2}$"},
        description="Seat of the party, ISO 3166-1 alpha-2, if known.",
    )


class PartyAliases(Cited, table=True):
    """One row per other spelling of a party's name, right or wrong, seen in a source."""

    alias_name: str = Field(primary_key=True, description="Name as printed.")
    party_id: str = Field(foreign_key="reference.parties.party_id")
    is_error: bool = Field(description="Whether the spelling is a mistake of the source.")


class FormFactor(StrEnum):
    """How the accelerator is mounted."""

    sxm = "sxm"
    pcie = "pcie"
    superchip = "superchip"
    oam = "oam"


class GpuModels(Cited, table=True):
    """One row per accelerator product, told apart by form factor and memory."""

    gpu_model_id: str = Field(primary_key=True, description="Slug of the accelerator.")
    gpu_model_name: str = Field(description="Name as the vendor writes it.")
    vendor_id: str = Field(
        foreign_key="reference.parties.party_id",
    )
    architecture_name: str | None = Field(description="Architecture as the vendor names it.")
    form_factor_code: FormFactor = Field(description="How the accelerator is mounted.")
    memory_gb: float = Field(gt=0, description="Memory of one accelerator.")
    memory_bandwidth_gb_per_s: float | None = Field(gt=0, description="Memory bandwidth.")
    bf16_dense_tflop_per_s: float | None = Field(
        gt=0,
        description=(
            "Peak 16-bit tensor throughput without sparsity (FP16 where the part has no BF16);"
            " empty where no source states it."
        ),
    )
    fp32_tflop_per_s: float | None = Field(gt=0, description="Peak 32-bit vector throughput.")
    board_power_w: float | None = Field(gt=0, description="Rated power of one board.")
    release_date: date | None = Field()
    confidence_code: Confidence = Field()


class GpuAliases(Cited, table=True):
    """One row per name under which a source lists an accelerator."""

    alias_name: str = Field(primary_key=True, description="Name as printed.")
    gpu_model_id: str = Field(foreign_key="reference.gpu_models.gpu_model_id")


class Markets(Cited, table=True):
    """One row per market definition; two publishers' markets are never one."""

    market_id: str = Field(
        primary_key=True, description="Slug of the market as one publisher defines it."
    )
    market_name: str = Field(description="Name of the market in English.")
    market_name_zh: str | None = Field(
        description="Name of the market in Chinese, as a source prints it or else in our words."
    )
    publisher_id: str = Field(
        foreign_key="reference.parties.party_id",
        description="Party whose definition it is.",
    )
    definition: str = Field(description="What the publisher counts, in our words.")
    region_code: str = Field(schema_extra={"pattern": r"^[A-Z]{2}$|^WORLD$"})
