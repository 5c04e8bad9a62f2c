"""A seed class alone says the types, limits and meanings of its table."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

import pytest
from sqlmodel import Field

from pipeline.schemas.base import Cited, Seed, seed_classes
from pipeline.schemas.meanings import SHARED
from pipeline.tables.seeds.ddl import (
    column_type,
    create_table,
    limits,
    meanings,
    python_type,
    quoted,
)


class Colour(StrEnum):
    """Colours, one of which needs quoting in SQL."""

    red = "red"
    painters_green = "painter's green"


class Paints(Cited):
    """One row per paint; no table of the warehouse, as it is not one of SQLModel's."""

    paint_name: str = Field(schema_extra={"pattern": "^[a-z']+$"})
    colour: Colour | None = Field(default=None)
    litre_price: Decimal = Field(max_digits=8, decimal_places=3, gt=0, le=100)
    tin_count: int | None = Field(default=None, ge=1)
    gloss_fraction: float = Field(ge=0, lt=1)
    is_toxic: bool = Field()
    mixed_date: date | None = Field(default=None)


TYPES = {
    "paint_name": ("varchar", str, False),
    "colour": ("varchar", Colour, True),
    "litre_price": ("decimal(8, 3)", Decimal, False),
    "tin_count": ("bigint", int, True),
    "gloss_fraction": ("double", float, False),
    "is_toxic": ("boolean", bool, False),
    "mixed_date": ("date", date, True),
}


@pytest.mark.parametrize("name", TYPES)
def test_a_field_has_one_duckdb_type_and_may_be_null_or_not(name):
    info = Paints.model_fields[name]
    assert (column_type(info), *python_type(info)) == TYPES[name]


def test_every_limit_of_the_class_becomes_a_condition():
    assert list(limits(Paints)) == [
        ("paint_name", "regexp_matches(paint_name, '^[a-z'']+$')"),
        ("colour", "colour in ('red', 'painter''s green')"),
        ("litre_price", "litre_price > 0"),
        ("litre_price", "litre_price <= 100"),
        ("tin_count", "tin_count >= 1"),
        ("tin_count", "tin_count >= 0"),
        ("tin_count", "tin_count <= 100000000000000"),
        ("gloss_fraction", "gloss_fraction >= 0"),
        ("gloss_fraction", "gloss_fraction < 1"),
        ("mixed_date", "mixed_date >= '1990-01-01'"),
        ("mixed_date", "mixed_date <= '2060-12-31'"),
        ("known_date", "known_date >= '1990-01-01'"),
        ("known_date", "known_date <= '2060-12-31'"),
    ]


def test_a_class_without_limits_has_no_conditions():
    class Notes(Seed):
        note: str

    assert list(limits(Notes)) == []


PATTERNS = [
    ("reference.sources", "language_code"),
    ("reference.parties", "country_code"),
    ("reference.markets", "region_code"),
    ("market.company_revenues", "fiscal_period_name"),
    ("market.reported_growth", "fiscal_period_name"),
    ("market.events", "event_type"),
    ("market.compute_capacity", "region_code"),
]


@pytest.mark.parametrize(("table", "column"), PATTERNS, ids=[".".join(p) for p in PATTERNS])
def test_a_pattern_of_a_column_is_among_its_limits(table, column):
    conditions = [limit for name, limit in limits(seed_classes()[table]) if name == column]
    assert [limit for limit in conditions if limit.startswith(f"regexp_matches({column}, ")] != []


def test_the_proof_of_a_row_stands_last():
    assert Paints.column_names() == [*TYPES, "source_id", "source_locator", "known_date"]


def test_the_table_is_made_with_types_key_and_checks_but_no_foreign_key():
    tranches = seed_classes()["funding.tranche_investors"]
    assert create_table(tranches, "funding.tranche_investors") == (
        "create or replace table funding.tranche_investors (\n"
        "    tranche_id varchar not null,\n"
        "    investor_id varchar not null,\n"
        "    is_lead boolean not null,\n"
        "    source_id varchar not null,\n"
        "    source_locator varchar not null,\n"
        "    known_date date,\n"
        "    primary key (tranche_id, investor_id, source_id),\n"
        "    check (known_date >= '1990-01-01'),\n"
        "    check (known_date <= '2060-12-31')\n"
        ")"
    )


def test_checks_of_the_table_come_after_its_key():
    lines = create_table(seed_classes()["pricing.instance_limits"], "t").splitlines()
    key = lines.index("    primary key (provider_id, gpu_model_id, source_id),")
    assert lines[key + 1 : key + 4] == [
        "    check (max_vcpu_count_per_gpu > 0),",
        "    check (max_vcpu_count_per_gpu >= 1),",
        "    check (max_vcpu_count_per_gpu <= 256),",
    ]
    assert all(line.startswith("    check (") for line in lines[key + 1 : -1])


# Columns of pricing.component_prices, and whose words say what they mean.
MEANINGS = {
    "its own": ("component_id", "Slug of the component, unique in its list."),
    "the column it refers to": ("price_list_id", "Slug of the price list."),
    "the column that every cited row refers to": ("source_id", "Cited document."),
    "the shared word": ("source_locator", SHARED["source_locator"]),
}


@pytest.mark.parametrize(("column", "meaning"), MEANINGS.values(), ids=MEANINGS)
def test_a_column_means_what_it_or_its_name_says(column, meaning):
    assert meanings(seed_classes()["pricing.component_prices"], seed_classes())[column] == meaning


def test_a_reference_under_another_name_has_its_own_meaning():
    investor = meanings(seed_classes()["funding.tranche_investors"], seed_classes())["investor_id"]
    assert investor == "Party that invests or lends."


@pytest.mark.parametrize("table", seed_classes())
def test_every_column_of_every_seed_means_something(table):
    seed = seed_classes()[table]
    found = meanings(seed, seed_classes())
    assert list(found) == seed.column_names()
    assert [column for column, meaning in found.items() if not meaning] == []


@pytest.mark.parametrize(
    ("text", "sql"),
    [("plain", "'plain'"), ("it's", "'it''s'"), ("''", "''''''"), ("", "''")],
)
def test_text_is_quoted_for_sql(text, sql):
    assert quoted(text) == sql
