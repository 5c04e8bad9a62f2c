"""How the commands write down what changed between two warehouses, a line a change."""

import json
from collections.abc import Mapping

SIGNS = {"added": "+", "removed": "-", "changed": "~"}


def shown_change(change: Mapping[str, str | None]) -> str:
    """Return a row of ``changes`` as one line, without the name of its table."""
    kind = change["change"] or ""
    subject, _, verb = kind.partition(" ")
    old, new = change["old_value"], change["new_value"]
    sign = SIGNS[verb]
    if kind == "value changed":
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


def _pairs(row: str | None) -> str:
    values = json.loads(row or "{}", parse_float=str, parse_int=str)
    return ", ".join(f"{name}={value}" for name, value in values.items() if value is not None)


def _row(key: str | None, row: str | None) -> str:
    """Return the key, then the other values; the key alone tells where to look."""
    names = json.loads(key or "{}")
    values = json.loads(row or "{}", parse_float=str, parse_int=str)
    rest = {name: value for name, value in values.items() if name not in names}
    return ": ".join(part for part in (_pairs(key), _pairs(json.dumps(rest))) if part)
