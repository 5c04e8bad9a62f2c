"""Lay rows out as a table that fits the terminal: numbers and ids stay whole, columns give way.

First the names of columns break at their underscores and prose at its words; if that is not enough
columns are left out: what is the same in every row, then texts, then numbers from the middle. One
row, or a few of which most columns would be left out, stand upright instead: a line a column.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import floor, isfinite, log10

from rich import box
from rich.console import Console
from rich.table import Table

from pipeline.cli.table_column import ELLIPSIS, Column, width_of

PROSE_LINES = 3
# So many rows are read upright as easily as side by side.
UPRIGHT_ROWS = 5
# What the name of a column of money holds.
MONEY = "usd"
# Digits of a number in floating point, and the length from which it is written with an exponent.
FLOAT_DIGITS, LONGEST_FLOAT = 6, 16
# What stands between two columns.
GAP = 2


@dataclass(frozen=True)
class Fitted:
    """A table, and the names of the columns that found no place in it."""

    table: Table
    left_out: list[str]


def fitted(
    names: Sequence[tuple[str, bool]],
    rows: Sequence[Sequence[object]],
    console: Console,
    shown: Callable[[object], str],
    width: int | None,
) -> Fitted:
    """Lay out ``rows`` in ``width`` characters, or as wide as they are if that is none.

    ``names`` are those of the columns, and whether they hold numbers; ``shown`` writes a cell.
    """
    columns = [
        Column(name, is_number, [shown(row[place]) for row in rows])
        for place, (name, is_number) in enumerate(names)
    ]
    if width is None or _total(column.width for column in columns) <= width:
        return Fitted(_table(columns, console, None), [])
    kept, left_out = _chosen(columns, width)
    if len(rows) == 1 or (len(rows) <= UPRIGHT_ROWS and len(left_out) > len(columns) / 2):
        return Fitted(_upright(columns, console, width), [])
    _spread(kept, width)
    return Fitted(_table(kept, console, PROSE_LINES), left_out)


def whole(
    names: Sequence[tuple[str, bool]],
    rows: Sequence[Sequence[str]],
    console: Console,
    width: int | None,
) -> Table:
    """Lay out ``rows`` with nothing left out: upright if they do not fit side by side."""
    columns = [
        Column(name, is_number, [row[place] for row in rows])
        for place, (name, is_number) in enumerate(names)
    ]
    if width is None or _total(column.width for column in columns) <= width:
        return _table(columns, console, None)
    return _upright(columns, console, width)


def is_number(value: object) -> bool:
    """Tell whether a value stands on the right of its column."""
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def plain_number(cell: object) -> object:
    """Return a number as people read it: without zeros at its end, which say nothing.

    An exact number keeps every other digit. One in floating point is computed, and its last digits
    are the noise of that: it keeps six, and all before the point.
    """
    if isinstance(cell, Decimal) and cell.is_finite():
        return _without_zeros(f"{cell:f}")
    if isinstance(cell, float) and isfinite(cell):
        exponent = floor(log10(abs(cell))) if cell else 0
        if not -FLOAT_DIGITS < exponent < LONGEST_FLOAT:
            return f"{cell:.{FLOAT_DIGITS}g}"
        return _without_zeros(f"{cell:.{max(0, FLOAT_DIGITS - 1 - exponent)}f}")
    return cell


def _without_zeros(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def _chosen(columns: list[Column], width: int) -> tuple[list[Column], list[str]]:
    """Return the columns that fit side by side, and the names of the others."""
    shown, left_out = columns, set[int]()
    mark = Column(ELLIPSIS, False, [ELLIPSIS] * len(columns[0].cells))
    for place in _least_told_first(columns):
        if _total(column.least for column in shown) <= width:
            break
        left_out.add(place)
        shown = [*(c for n, c in enumerate(columns) if n not in left_out), mark]
    return shown, [columns[place].name for place in sorted(left_out)]


def _least_told_first(columns: list[Column]) -> list[int]:
    """Return all places but one in the order in which they are left out.

    What is the same in every row tells none from another; a table of prices is asked for its
    prices, so one amount of money stays; of many numbers the first (a year, a size) and the last
    (a total) tell most.
    """
    places = range(len(columns))
    same = [n for n in places if len(set(columns[n].cells)) == 1 and len(columns[n].cells) > 1]
    texts = [n for n in places if not columns[n].is_number and n not in same]
    numbers = [n for n in places if columns[n].is_number and n not in same]
    from_the_middle = sorted(numbers, key=lambda n: abs(2 * numbers.index(n) - len(numbers) + 1))
    money = [n for n in numbers if MONEY in columns[n].name.split("_")]
    kept = sorted(money, key=lambda n: columns[n].cells.count(""))[:1]
    others = [n for n in from_the_middle if n not in kept]
    order = [*reversed(same), *reversed(texts[1:]), *others, *kept, *texts[:1]]
    return order[:-1]


def _spread(columns: list[Column], width: int) -> None:
    """Give each column its least width, and what is left to those that would take more."""
    wanted = [column.width for column in columns]
    for column in columns:
        column.width = min(column.least, width)
    spare = width - _total(column.width for column in columns)
    while spare > 0:
        narrow = [c for c, want in zip(columns, wanted, strict=True) if c.width < want]
        if not narrow:
            return
        for column in narrow[:spare]:
            column.width += 1
        spare -= min(spare, len(narrow))


def _table(columns: list[Column], console: Console, most_lines: int | None) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
    for column in columns:
        table.add_column(
            column.header(),
            justify="right" if column.is_number else "left",
            no_wrap=True,
            min_width=column.width,
        )
    for cells in zip(*(column.body(console, most_lines) for column in columns), strict=True):
        table.add_row(*cells)
    return table


def _upright(columns: list[Column], console: Console, width: int) -> Table:
    """Return a line a column, the rows below each other."""
    label = max(width_of(column.name) for column in columns)
    for column in columns:
        column.width = max(1, min(column.width, width - label - GAP))
    bodies = [list(column.body(console, None)) for column in columns]
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("column", no_wrap=True, min_width=label)
    table.add_column("value", no_wrap=True)
    for number in range(len(bodies[0])):
        for place, column in enumerate(columns):
            is_last = place == len(columns) - 1
            table.add_row(column.name, bodies[place][number], end_section=is_last)
    return table


def _total(widths: Iterator[int]) -> int:
    each = list(widths)
    return sum(each) + GAP * (len(each) - 1)
