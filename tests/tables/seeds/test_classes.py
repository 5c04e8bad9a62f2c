"""What a class does not say of its columns is the contributor's to add, with file and line."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import MetaData
from sqlmodel import Field

from pipeline.project.bad_input import BadInput
from pipeline.schemas.base import Seed, seed_classes
from pipeline.tables.seeds.classes import refuse_bad_classes


class Own(Seed):
    """A base with a metadata of its own, so that these are no tables of the project."""

    metadata = MetaData()


class Things(Own, table=True):
    """One row per thing, most of them badly declared."""

    thing_id: str = Field(primary_key=True, description="Id.")
    price_date: date
    price_usd: float = Field(description="What it costs.")
    width: int = Field(description="How wide it is.")
    weight_gb: Decimal = Field(description="How much it holds.")
    parts: bytes = Field(description="What it is made of.")
    wage_usd: Decimal = Field(max_digits=9, decimal_places=2, description="What it earns.")


FAULTS = {
    "price_date": "says nowhere what it means; add: Field(description=…)",
    "price_usd": "is money as float; declare a Decimal",
    "width": "is a number without a unit; end its name on one, see pipeline/schemas/units.py",
    "weight_gb": "is a Decimal of unknown length; add: Field(max_digits=…, decimal_places=…)",
    "parts": "is a bytes; declare one of str, date, bool, int, float, Decimal, or an enum",
}


def test_all_columns_that_nobody_could_understand_are_named_with_their_lines():
    with pytest.raises(BadInput) as refused:
        refuse_bad_classes({"tests.things": Things})
    lines = Path(__file__).read_text().splitlines()
    found = {}
    for fault in str(refused.value).splitlines():
        place, column, problem = fault.split(" ", 2)
        assert lines[int(place.rpartition(":")[2]) - 1].strip().startswith(column)
        found[column.rstrip(":")] = problem
    assert found == FAULTS


def test_one_bad_class_among_those_of_the_project_is_the_only_one_named():
    with pytest.raises(BadInput) as refused:
        refuse_bad_classes(seed_classes() | {"tests.things": Things})
    assert len(str(refused.value).splitlines()) == len(FAULTS)
