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
# To plan a call of the macro costs more than to price many shapes, so each example asks for many.
FEW = settings(
    max_examples=4,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.large_base_example],
)
MANY = 50
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


@st.composite
def asked(draw):
    """Return a list and a GPU on it, and the shape of an instance with that GPU."""
    gpu = draw(st.sampled_from(sorted(GPUS)))
    return gpu, draw(shapes(gpu))


@st.composite
def wholes_and_parts(draw):
    """Return such a question, and a shape that is no larger in any way."""
    gpu, whole = draw(asked())
    return gpu, whole, draw(shapes(gpu, whole))


@st.composite
def pairs(draw):
    """Return a list and a GPU on it, and two shapes whose GPUs fit into one instance together."""
    gpu = draw(st.sampled_from([gpu for gpu in sorted(GPUS) if GPUS[gpu]["gpu_count"] > 1]))
    most = GPUS[gpu]["gpu_count"]
    one = draw(shapes(gpu, (most - 1, UNLIMITED, UNLIMITED)))
    return gpu, one, draw(shapes(gpu, (most - one[0], UNLIMITED, UNLIMITED)))


def many(questions):
    return st.lists(questions, min_size=MANY, max_size=MANY)


@pytest.fixture
def prices(warehouse):
    """Return a function that prices shapes, each of a list and a GPU, in one question."""

    def prices(gpus, shapes, columns="total_usd_per_hour"):
        rows = warehouse.execute(
            f"select priced.{columns} from ("
            " select generate_subscripts($1, 1) as place, unnest($1) as price_list_id,"
            " unnest($2) as gpu_model_id, unnest($3) as gpus, unnest($4) as vcpus,"
            " unnest($5) as ram_gb) as asked, instance_price(asked.price_list_id,"
            " asked.gpu_model_id, asked.gpus, asked.vcpus, asked.ram_gb) as priced order by place",
            [list(values) for values in (*zip(*gpus, strict=True), *zip(*shapes, strict=True))],
        ).fetchall()
        assert len(rows) == len(shapes)
        return [row[0] if len(row) == 1 else row for row in rows]

    return prices


@FEW
@given(questions=many(asked()))
def test_price_is_the_sum_of_the_parts_to_the_last_digit(prices, questions):
    priced = prices(*zip(*questions, strict=True), "*")
    for (gpu, (gpus, vcpus, ram_gb)), row in zip(questions, priced, strict=True):
        gpu_part, vcpu_part, ram_part = (
            gpus * GPUS[gpu]["gpu"],
            vcpus * GPUS[gpu]["vcpu"],
            ram_gb * GPUS[gpu]["ram_gb"],
        )
        total = gpu_part + vcpu_part + ram_part
        assert row == (
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
@given(questions=many(pairs()))
def test_one_large_instance_costs_as_much_as_two_that_share_its_parts(prices, questions):
    gpus, ones, others = zip(*questions, strict=True)
    both = [
        tuple(map(sum, zip(one, other, strict=True)))
        for one, other in zip(ones, others, strict=True)
    ]
    priced = prices(3 * gpus, [*both, *ones, *others])
    for place, question in enumerate(questions):
        large, one, other = priced[place::MANY]
        assert large == one + other, question


@FEW
@given(questions=many(wholes_and_parts()))
def test_a_part_of_an_instance_never_costs_more_than_the_whole(prices, questions):
    gpus, wholes, parts = zip(*questions, strict=True)
    priced = prices(2 * gpus, [*wholes, *parts])
    for place, (_, whole, part) in enumerate(questions):
        of_whole, of_part = priced[place::MANY]
        assert (of_part < of_whole) is (part != whole), questions[place]


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
