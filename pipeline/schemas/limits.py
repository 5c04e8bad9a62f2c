"""What a column must be by its name alone: plausible, in order, and an id in plain letters."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from types import UnionType
from typing import get_args, get_origin

from pipeline.schemas.base import Seed
from pipeline.schemas.units import PLAUSIBLE_DATES, plausible

# An id in plain letters looks like no other: no invisible character, no letter of another script.
SLUG = r"^[a-z0-9_]+$"
# What the name of the smaller or earlier column holds, and the larger's in its place.
ORDERED = (
    ("published_date", "accessed_date"),
    ("_from_date", "_to_date"),
    ("_start_date", "_end_date"),
    ("low_", "high_"),
    ("low_", "median_"),
    ("median_", "high_"),
    ("low_", ""),
    ("", "high_"),
)


def kind_of(seed: type[Seed], column: str) -> type | None:
    """Return the type of a column's values, whether or not it may be empty."""
    found = seed.model_fields[column].annotation
    if get_origin(found) is UnionType:
        found = next(part for part in get_args(found) if part is not type(None))
    return found if isinstance(found, type) else None


def range_of(seed: type[Seed], column: str) -> tuple[str, str] | None:
    """Return the least and the most that a number or a date can plausibly be, in digits."""
    kind = kind_of(seed, column)
    if kind is date:
        return PLAUSIBLE_DATES
    if kind not in (int, float, Decimal):
        return None
    table = f"{seed.__table__.schema}.{seed.__table__.name}" if hasattr(seed, "__table__") else ""
    if not (found := plausible(table, column)):
        return None
    return f"{found[0]:f}", f"{found[1]:f}"


def ordered(seed: type[Seed]) -> Iterator[tuple[str, str]]:
    """Yield each pair of columns of which the first is never larger or later than the second."""
    names = seed.column_names()
    for one in names:
        for smaller, larger in ORDERED:
            start = one.startswith(smaller) if not smaller.startswith("_") else smaller in one
            other = one.replace(smaller, larger, 1) if smaller else f"{larger}{one}"
            if start and other != one and other in names:
                yield one, other


def slugs(seed: type[Seed]) -> list[str]:
    """Return the ids that the seed itself gives: part of its key, and of no other table."""
    if not hasattr(seed, "__table__"):
        return []
    references = seed.references()
    return [name for name in seed.key() if name.endswith("_id") and name not in references]
