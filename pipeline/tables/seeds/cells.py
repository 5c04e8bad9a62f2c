"""What is wrong with a cell of a seed file, and what it should look like."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from pipeline.project.bad_input import in_one_line
from pipeline.schemas.base import Seed
from pipeline.schemas.limits import SLUG, ordered, range_of, slugs
from pipeline.tables.seeds.ddl import python_type

DATE = "write a date as YYYY-MM-DD"
TRUTH = "write true or false"
# How a cell must look, so that pydantic and DuckDB read the same in it; and how to say so.
CELL_PATTERNS = {
    "date": (r"\d{4}-\d\d-\d\d", DATE),
    "bool": (r"true|false", TRUTH),
    "int": (r"-?\d{1,18}", "write a whole number in digits, at most 18 of them"),
    "Decimal": (r"-?\d+(\.\d+)?", "write a number as 1234.56"),
    "float": (r"-?\d+(\.\d+)?(e[-+]?\d+)?", "write a number as 1234.56 or 3.14e23"),
}
LONG = 80
# pydantic's wording for these says what it saw, not what is allowed.
PYDANTIC_REWORDED = {"date": DATE, "bool": TRUTH}
# What to write instead, said after what pydantic says.
SEPARATED = "; write it without thousands separators, as 1234.56"
WHOLE_DOLLARS = "; write US dollars, neither thousands nor millions of them, as 1915016000"


@dataclass(frozen=True)
class Fault:
    """One thing wrong with a seed file."""

    line: int
    column: str
    problem: str

    def __str__(self) -> str:
        """Return the fault as ``line column: problem``, all in one line."""
        column = f"{self.column}: " if self.column else ""
        return in_one_line(f"{self.line} {column}{self.problem}")


def shown(cell: str) -> str:
    """Return a cell as messages quote it: cut short where it is long."""
    if len(cell) <= LONG:
        return repr(cell)
    return f"{cell[:LONG]!r}… of {len(cell):,} characters"


def cell_faults(schema: type[Seed], line: int, cells: Mapping[str, str]) -> Iterator[Fault]:
    """Yield what is wrong with the cells of one row: first the values, then their spelling."""
    broken = set()
    for fault in _value_faults(schema, line, cells):
        broken.add(fault.column)
        yield fault
    for name, cell in cells.items():
        if cell and name not in broken and (problem := _misspelt(schema, name, cell)):
            broken.add(name)
            yield Fault(line, name, f"{problem} (got {shown(cell)})")
    sound = {name: cell for name, cell in cells.items() if cell and name not in broken}
    yield from _implausible(schema, line, sound)
    yield from _out_of_order(schema, line, sound)


def _implausible(schema: type[Seed], line: int, cells: Mapping[str, str]) -> Iterator[Fault]:
    for name in slugs(schema):
        if name in cells and not re.fullmatch(SLUG, cells[name]):
            problem = "write an id in a-z, 0-9 and _ only"
            yield Fault(line, name, f"{problem} (got {cells[name]!a})")
    for name, cell in cells.items():
        if not (found := range_of(schema, name)):
            continue
        least, value, most = (_comparable(text) for text in (found[0], cell, found[1]))
        if not least <= value <= most:
            ends = f"{found[0]} and {found[1]}"
            problem = f"is not plausible: it lies between {ends}, see pipeline/schemas/units.py"
            yield Fault(line, name, f"{problem} (got {shown(cell)})")


def _out_of_order(schema: type[Seed], line: int, cells: Mapping[str, str]) -> Iterator[Fault]:
    for first, second in ordered(schema):
        if first in cells and second in cells:
            one, other = _comparable(cells[first]), _comparable(cells[second])
            if one > other:
                problem = f"is less than {first}, {shown(cells[first])}; one of them is wrong"
                yield Fault(line, second, f"{problem} (got {shown(cells[second])})")


def _comparable(text: str) -> Any:
    """Return a number as such; a date compares as its text does."""
    return text if re.fullmatch(CELL_PATTERNS["date"][0], text) else Decimal(text)


def _value_faults(schema: type[Seed], line: int, cells: Mapping[str, str]) -> Iterator[Fault]:
    try:
        schema.model_validate({name: cell or None for name, cell in cells.items()})
    except ValidationError as error:
        for fault in error.errors():
            name = str(fault["loc"][0])
            if not cells.get(name):
                yield Fault(line, name, "the cell is empty; it needs a value")
            else:
                words = PYDANTIC_REWORDED.get(fault["type"].partition("_")[0], fault["msg"])
                words += _remedy(name, fault["type"], cells[name])
                yield Fault(line, name, f"{words} (got {shown(cells[name])})")


def _remedy(name: str, kind: str, cell: str) -> str:
    """Return what to write instead of a number that pydantic refuses, if that can be told."""
    if kind.endswith("_parsing") and re.fullmatch(r"-?\d{1,3}([,' _]\d{3})+(\.\d+)?", cell):
        return SEPARATED
    return WHOLE_DOLLARS if kind == "decimal_max_places" and name.endswith("_usd") else ""


def _misspelt(schema: type[Seed], name: str, cell: str) -> str | None:
    if cell != cell.strip():
        return "starts or ends with a space; remove it"
    shape = CELL_PATTERNS.get(python_type(schema.model_fields[name])[0].__name__)
    return shape[1] if shape and not re.fullmatch(shape[0], cell, re.ASCII) else None
