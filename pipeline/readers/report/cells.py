"""How a value of the warehouse is shown in a cell, and how it is handed to the page."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from pipeline.readers.report.columns import NUMERIC, Column, Kind
from pipeline.readers.report.texts import Text, word

MANY, FEW = 1e15, 1e-3


@dataclass(frozen=True)
class Cell:
    """A cell as the page's table shows it; ``exact`` is the value as stored, if it is a number."""

    shown: Text
    kind: Kind
    exact: str | None = None


def exact(value: Any) -> Any:
    """Return a value as JSON can hold it without losing a digit: decimals and dates as text."""
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else value


def cell(column: Column, row: dict[str, Any]) -> Cell:
    """Return the cell of a column in a row of its query."""
    value = row[column.name]
    if value is None:
        return Cell(Text("", ""), column.kind)
    if column.kind in NUMERIC:
        shown = _number(column.kind, value)
        return Cell(Text(shown, shown), column.kind, str(exact(value)))
    if column.kind == Kind.code:
        return Cell(word(str(value)), column.kind)
    text = str(value)
    return Cell(Text(text, str(row.get(f"{column.name}_zh") or text)), column.kind)


def _number(kind: Kind, value: Any) -> str:
    if kind == Kind.year:
        return str(value)
    if kind == Kind.fraction:
        return f"{100 * value:,.1f} %".replace("-", "−")
    if kind == Kind.integer:
        return f"{value:,}"
    if isinstance(value, Decimal):
        return _decimal(value)
    if abs(value) >= MANY or 0 < abs(value) < FEW:
        return f"{value:.4g}"
    return f"{value:,.0f}" if abs(value) >= 1000 or value == int(value) else f"{value:,.4g}"


def _decimal(value: Decimal) -> str:
    """Return money with every digit that counts, at least two of a broken amount."""
    whole, _, places = format(value, ",f").partition(".")
    places = places.rstrip("0")
    return f"{whole}.{places:0<2}" if places else whole
