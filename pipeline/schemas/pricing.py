"""What renting compute costs, as price lists state it."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum

import duckdb
from sqlmodel import Field

from pipeline.schemas.base import Cells, Cited, CitedFact, CitedFigure, Seeds

# The lowest and the highest plausible price of each type of component.
PLAUSIBLE_PRICES = """
select assumption_id, list(value order by value)
from reference.assumptions
where assumption_id like 'plausible_usd_per_%_hour' and scenario_code in ('low', 'high')
group by all
"""
ENDS = 2


class PriceBasis(StrEnum):
    """What a price of the list covers."""

    component = "component"
    instance = "instance"


class Coverage(StrEnum):
    """How much of what the provider sells, under the commitments that it prices, a list has."""

    all_offers = "all_offers"
    gpu_offers = "gpu_offers"
    selected_offers = "selected_offers"


class PriceLists(CitedFact, table=True):
    """One row per coherent price list of one provider from one source."""

    price_list_id: str = Field(primary_key=True, description="Slug of the price list.")
    provider_id: str = Field(foreign_key="reference.parties.party_id")
    effective_from_date: date = Field(
        description="First day on which the prices are known to hold."
    )
    effective_to_date: date | None = Field(
        description="Last day on which the prices are known to hold; empty while no end is known."
    )
    last_confirmed_date: date = Field(description="Last day on which a source confirms the price.")
    price_basis_code: PriceBasis = Field(
        description=(
            "component: GPU, vCPU and RAM are billed apart; instance: a whole host has one price."
        )
    )
    coverage_code: Coverage = Field(
        description=(
            "all_offers: all that the provider's own list has; gpu_offers: all its GPUs;"
            " selected_offers: some, so what is not among them may be sold all the same."
        )
    )


class PriceConfirmations(CitedFact, table=True):
    """One row per price of a list and other day on which a source shows it unchanged.

    Sources of such days state no region: of an instance they confirm the price without one.
    """

    price_list_id: str = Field(primary_key=True, foreign_key="pricing.price_lists.price_list_id")
    item_name: str = Field(
        primary_key=True, description="Component by its id, or instance type in every region."
    )
    confirmed_date: date = Field(
        primary_key=True, description="Day on which the price was seen unchanged."
    )


class ComponentType(StrEnum):
    """What is billed."""

    gpu = "gpu"
    vcpu = "vcpu"
    ram_gb = "ram_gb"
    cpu_core_with_ram = "cpu_core_with_ram"
    public_ip = "public_ip"


class ComponentPrices(CitedFigure, table=True):
    """One row per component of a price list, as the source prints it."""

    price_list_id: str = Field(primary_key=True, foreign_key="pricing.price_lists.price_list_id")
    component_id: str = Field(
        primary_key=True, description="Slug of the component, unique in its list."
    )
    component_type: ComponentType = Field(description="What is billed.")
    gpu_model_id: str | None = Field(foreign_key="reference.gpu_models.gpu_model_id")
    sku_name: str = Field(description="Label under which the provider sells it.")
    price_usd_per_unit_hour: Decimal = Field(
        max_digits=12,
        decimal_places=6,
        gt=0,
        description="List price of one unit for one hour.",
    )
    is_default: bool = Field(
        description=(
            "Whether a priced instance takes this component when its list offers several of a type."
        )
    )

    @classmethod
    def also_reads(cls, cells: Cells) -> set[str]:
        """Return the table that says what a component can plausibly cost."""
        return {"reference.assumptions"}

    @classmethod
    def verify(
        cls, connection: duckdb.DuckDBPyConnection, cells: Cells, seeds: Seeds
    ) -> Iterator[tuple[int, str, str]]:
        """Yield line, column and problem of every price that no such component has."""
        plausible = dict(connection.execute(PLAUSIBLE_PRICES).fetchall())
        for line, row in cells:
            ends = plausible.get(f"plausible_usd_per_{row['component_type']}_hour", [])
            price = Decimal(row["price_usd_per_unit_hour"])
            if len(ends) == ENDS and not ends[0] <= price <= ends[1]:
                between = " and ".join(f"{end.normalize():f}" for end in ends)
                problem = (
                    f"is no plausible price of a {row['component_type']}: it lies between"
                    f" {between}, see reference.assumptions"
                    f" (got {row['price_usd_per_unit_hour']!r})"
                )
                yield line, "price_usd_per_unit_hour", problem


class InstanceLimits(CitedFigure, table=True):
    """One row per provider, GPU model and source: how large an instance may be."""

    provider_id: str = Field(primary_key=True, foreign_key="reference.parties.party_id")
    gpu_model_id: str = Field(primary_key=True, foreign_key="reference.gpu_models.gpu_model_id")
    max_vcpu_count_per_gpu: int | None = Field(gt=0, description="Most vCPUs one GPU may be given.")
    max_ram_gb_per_gpu: int | None = Field(gt=0, description="Most memory one GPU may be given.")
    max_gpu_count_per_instance: int | None = Field(gt=0, description="Most GPUs in one instance.")
    gpu_memory_gb: int | None = Field(
        gt=0, description="Memory of the GPU, as the source lists it."
    )


class CommitmentType(StrEnum):
    """What the customer commits to."""

    on_demand = "on_demand"
    spot = "spot"
    reserved_1y = "reserved_1y"
    reserved_3y = "reserved_3y"


class InstancePrices(CitedFigure, table=True):
    """One row per instance type, region and commitment of a price list.

    A price stands once per region: for counts and averages take core.offer_prices.
    """

    price_list_id: str = Field(primary_key=True, foreign_key="pricing.price_lists.price_list_id")
    instance_type_name: str = Field(
        primary_key=True,
        description=(
            "Name of the instance type; count and GPU as listed where the provider gives none."
        ),
    )
    region_name: str = Field(primary_key=True, description="Region as printed, or 'not stated'.")
    commitment_type: CommitmentType = Field(
        primary_key=True, description="What the customer commits to."
    )
    gpu_model_id: str = Field(foreign_key="reference.gpu_models.gpu_model_id")
    gpu_count: int = Field(gt=0)
    vcpu_count: int | None = Field(gt=0)
    ram_gb: Decimal | None = Field(max_digits=12, decimal_places=2, gt=0)
    price_usd_per_hour: Decimal = Field(
        max_digits=12,
        decimal_places=6,
        gt=0,
        description="List price of the whole instance for one hour.",
    )


class InstanceRecipes(Cited, table=True):
    """One row per instance shape worth pricing; an empty cell means the provider's ceiling."""

    recipe_id: str = Field(primary_key=True, description="Slug of the shape.")
    gpu_count: int | None = Field(gt=0)
    vcpu_count: int | None = Field(gt=0)
    ram_gb: int | None = Field(gt=0)
    rationale: str = Field()
