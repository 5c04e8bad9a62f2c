"""How the commands write down what changed between two warehouses, a line a change.

Exact numbers lose the zeros at their end. A line too long for the terminal breaks at its words; a
row that came or went is cut after a few lines, the change of a value never.
"""

import json
from collections.abc import Mapping
from decimal import Decimal

from rich.console import Console
from rich.text import Text

from pipeline.cli.fitted_table import plain_number
from pipeline.cli.messages import harmless
from pipeline.cli.table_column import ELLIPSIS

# Lines that a row takes on a terminal: its key and what comes first.
ROW_LINES = 3
INDENT = 2
SIGNS = {"added": "+", "removed": "-", "changed": "~"}


def change_lines(change: Mapping[str, str | None], console: Console) -> list[str]:
    """Return ``shown_change`` in lines that fit the console, indented."""
    text = harmless(shown_change(change))
    width = console.width - 2 * INDENT
    lines = [
        line.plain.rstrip()
        for written in text.split("\n")
        for line in Text(written).wrap(console, width)
    ]
    if (change["change"] or "").startswith("row ") and len(lines) > ROW_LINES:
        last = Text(lines[ROW_LINES - 1] + " " + ELLIPSIS)
        if last.cell_len > width:
            last = Text(f"{last.plain.rpartition(', ')[0]}, {ELLIPSIS}")
        lines[ROW_LINES - 1 :] = [last.plain]
    first, *rest = lines
    return [" " * INDENT + first, *(" " * 2 * INDENT + line for line in rest)]


def shown_change(change: Mapping[str, str | None]) -> str:
    """Return a row of ``changes`` as one line, without the name of its table.

    ``is_exact`` tells of a changed value whether it is a decimal.
    """
    kind = change["change"] or ""
    subject, _, verb = kind.partition(" ")
    old, new = change["old_value"], change["new_value"]
    sign = SIGNS[verb]
    if kind == "value changed":
        if change.get("is_exact"):
            old, new = _without_zeros(old), _without_zeros(new)
        value = f"{change['column_name']} {_cell(old)} → {_cell(new)}"
        return f"{sign} {_pairs(change['row_key'])}: {value}"
    if subject == "row":
        return f"{sign} {_row(change['row_key'], new or old)}"
    if subject in ("column", "type", "comment"):
        what = f"{subject} of {change['column_name'] or 'the table'}"
        if subject == "column":
            return f"{sign} column {change['column_name']} {new or old}"
        return f"{sign} {what}: {_cell(old)} → {_cell(new)}"
    if verb == "changed":
        return f"{sign} {subject}\n    old: {old}\n    new: {new}"
    return f"{sign} {subject}"


def _cell(value: str | None) -> str:
    return "null" if value is None else value


def _without_zeros(number: str | None) -> str | None:
    """Return a number in text without zeros at its end; one with an exponent as it is."""
    if number is None or "e" in number.lower():
        return number
    return str(plain_number(Decimal(number)))


def _pairs(row: str | None) -> str:
    values = json.loads(row or "{}", parse_float=_without_zeros, parse_int=str)
    return ", ".join(f"{name}={value}" for name, value in values.items() if value is not None)


def _row(key: str | None, row: str | None) -> str:
    """Return the key, then the other values; the key alone tells where to look."""
    names = json.loads(key or "{}")
    values = json.loads(row or "{}", parse_float=_without_zeros, parse_int=str)
    rest = {name: value for name, value in values.items() if name not in names}
    return ": ".join(part for part in (_pairs(key), _pairs(json.dumps(rest))) if part)
