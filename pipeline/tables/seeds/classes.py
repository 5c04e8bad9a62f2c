"""What the class of a seed must say of its columns before any file is read by it."""

import inspect
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import Enum

from pipeline.project.bad_input import BadInput
from pipeline.schemas.base import Seed, Seeds
from pipeline.schemas.meanings import SHARED
from pipeline.schemas.units import MONEY, unit_of
from pipeline.tables.seeds.ddl import python_type

PLAIN = (str, date, bool)
NUMBERS = (int, float, Decimal)
ROOM = "schemas"


def refuse_bad_classes(seeds: Seeds) -> None:
    """Raise ``BadInput``, a line for each column that a reader could not understand."""
    faults = [
        f"{_place(seed, column)} {column}: {problem}"
        for seed in seeds.values()
        for column, problem in _problems(seed, seeds)
    ]
    if faults:
        raise BadInput("\n".join(faults))


def _problems(seed: type[Seed], seeds: Seeds) -> Iterator[tuple[str, str]]:
    for column in seed.column_names():
        info = seed.model_fields[column]
        table, target = seed.references().get(column, ("", ""))
        if table and table not in seeds:
            yield column, f"refers to {table}, which has no class; correct the name of the table"
        elif not (info.description or target == column or column in SHARED):
            yield column, "says nowhere what it means; add: Field(description=…)"
        try:
            kind, _ = python_type(info)
        except AssertionError:
            yield column, f"is a {info.annotation}; declare one type, or one and None"
            continue
        if problem := _problem_of_type(column, kind, info.metadata):
            yield column, problem


def _problem_of_type(column: str, kind: type, metadata: list[object]) -> str | None:
    if kind is Decimal and not any(getattr(each, "max_digits", None) for each in metadata):
        return "is a Decimal of unknown length; add: Field(max_digits=…, decimal_places=…)"
    if issubclass(kind, Enum) or kind in PLAIN:
        return None
    if kind not in NUMBERS:
        known = ", ".join(each.__name__ for each in (*PLAIN, *NUMBERS))
        return f"is a {kind.__name__}; declare one of {known}, or an enum"
    if kind is float and column.endswith(MONEY):
        return "is money as float; declare a Decimal"
    if unit_of(column) is None:
        return "is a number without a unit; end its name on one, see pipeline/schemas/units.py"
    return None


def _place(seed: type[Seed], column: str) -> str:
    """Return file and line at which the class declares the column, as messages name it."""
    path = (inspect.getsourcefile(seed) or "").replace("\\", "/")
    shown = f"pipeline/{ROOM}/{path.rpartition(f'/{ROOM}/')[2]}"
    lines, first = inspect.getsourcelines(seed)
    for number, line in enumerate(lines):
        if line.strip().startswith(f"{column}:"):
            return f"{shown}:{first + number}"
    return f"{shown}:{first}"
