"""``instance_price`` prices any shape that the provider sells, to the last digit."""

import csv
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.project.paths import current_project

PRICING = current_project().seeds / "pricing"
LAST_DOCS = "coreweave_docs_2023_01_12"
FEW = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
UNLIMITED = 1_000


@cache
def seed(name):
    with (PRICING / f"{name}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def price_of(price_list, component_type, gpu_model=""):
    """Return the default price of a component, read from the seed alone."""
    (price,) = {
        Decimal(row["price_usd_per_unit_hour"])
        for row in seed("component_prices")
        if (row["price_list_id"], row["component_type"], row["gpu_model_id"])
        == (price_list, component_type, gpu_model)
        and row["is_default"] == "true"
    }
    return price


def limit(gpu_model, name):
    """Return CoreWeave's limit, read from the seed alone."""
    found = [
        int(row[name])
        for row in seed("instance_limits")
        if row["provider_id"] == "coreweave" and row["gpu_model_id"] == gpu_model and row[name]
    ]
    return found[0] if found else UNLIMITED


GPUS = {
    (row["price_list_id"], row["gpu_model_id"]): {
        "gpu": Decimal(row["price_usd_per_unit_hour"]),
        "vcpu": price_of(row["price_list_id"], "vcpu"),
        "ram_gb": price_of(row["price_list_id"], "ram_gb"),
        "gpu_count": limit(row["gpu_model_id"], "max_gpu_count_per_instance"),
        "vcpu_count_per_gpu": limit(row["gpu_model_id"], "max_vcpu_count_per_gpu"),
        "ram_gb_per_gpu": limit(row["gpu_model_id"], "max_ram_gb_per_gpu"),
    }
    for row in seed("component_prices")
    if row["component_type"] == "gpu"
}


@st.composite
def shapes(draw, gpu, most=(UNLIMITED, UNLIMITED * UNLIMITED, UNLIMITED * UNLIMITED)):
    """Return GPUs, vCPUs and GB that the provider sells together, and no more than ``most``."""
    gpus = draw(st.integers(1, min(most[0], GPUS[gpu]["gpu_count"])))
    vcpus = draw(st.integers(1, min(most[1], gpus * GPUS[gpu]["vcpu_count_per_gpu"])))
    return gpus, vcpus, draw(st.integers(1, min(most[2], gpus * GPUS[gpu]["ram_gb_per_gpu"])))


@pytest.fixture
def price(warehouse):
    """Return a function that prices a shape."""

    def price(price_list, gpu_model, gpus, vcpus, ram_gb, columns="total_usd_per_hour"):
        (row,) = warehouse.execute(
            f"select {columns} from instance_price($1, $2, $3, $4, $5)",
            [price_list, gpu_model, gpus, vcpus, ram_gb],
        ).fetchall()
        return row[0] if len(row) == 1 else row

    return price


@FEW
@given(data=st.data(), gpu=st.sampled_from(sorted(GPUS)))
def test_price_is_the_sum_of_the_parts_to_the_last_digit(price, data, gpu):
    gpus, vcpus, ram_gb = data.draw(shapes(gpu))
    gpu_part, vcpu_part, ram_part = (
        gpus * GPUS[gpu]["gpu"],
        vcpus * GPUS[gpu]["vcpu"],
        ram_gb * GPUS[gpu]["ram_gb"],
    )
    total = gpu_part + vcpu_part + ram_part
    assert price(*gpu, gpus, vcpus, ram_gb, "*") == (
        *gpu,
        gpus,
        vcpus,
        ram_gb,
        gpu_part,
        vcpu_part,
        ram_part,
        total,
        round(total / gpus, 6),
        pytest.approx(float(gpu_part / total)),
    )


@FEW
@given(data=st.data(), gpu=st.sampled_from(sorted(GPUS)))
def test_one_large_instance_costs_as_much_as_two_that_share_its_parts(price, data, gpu):
    most = GPUS[gpu]["gpu_count"]
    one = data.draw(shapes(gpu, (most - 1, UNLIMITED, UNLIMITED)))
    other = data.draw(shapes(gpu, (most - one[0], UNLIMITED, UNLIMITED)))
    both = [sum(counts) for counts in zip(one, other, strict=True)]
    assert price(*gpu, *both) == price(*gpu, *one) + price(*gpu, *other)


@FEW
@given(data=st.data(), gpu=st.sampled_from(sorted(GPUS)))
def test_a_part_of_an_instance_never_costs_more_than_the_whole(price, data, gpu):
    whole = data.draw(shapes(gpu))
    part = data.draw(shapes(gpu, whole))
    assert (price(*gpu, *part) < price(*gpu, *whole)) is (part != whole)


def test_every_priced_recipe_costs_the_same_here(rows):
    columns = "gpu_usd_per_hour, vcpu_usd_per_hour, ram_usd_per_hour, total_usd_per_gpu_hour"
    assert (
        rows(
            f"select price_list_id, gpu_model_id, {columns} from cost.instance_prices except"
            " select priced.* from cost.instance_prices as recipes, ("
            f" select price_list_id, gpu_model_id, {columns} from instance_price("
            " recipes.price_list_id, recipes.gpu_model_id,"
            " recipes.gpu_count, recipes.vcpu_count, recipes.ram_gb)) as priced"
        )
        == []
    )
