"""The columns that a drawing takes from the rows: Vega draws what it does not find as nothing."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

# What the page's script adds to each row, beside the columns of the query, and to their names:
# a code beside its word. Words in Chinese take the place of the English ones, under their name.
ROW_ADDED = "row_index"
CODE, CHINESE = "_code", "_zh"
DATUM = re.compile(r"\bdatum\.(\w+)")
# What a transform or a channel says of rows; other expressions read axes and legends.
OF_COLUMNS = {"field", "fold", "groupby"}
OF_ROWS = {"calculate", "filter"}


def missing_columns(
    spec: dict[str, Any], given: Iterable[str], height_per: str | None
) -> list[str]:
    """Return the names that the chart is drawn by and neither rows nor transforms make."""
    known = {name for name in given if not name.endswith(CHINESE)}
    known |= {f"{name}{CODE}" for name in known} | {ROW_ADDED, *_made(spec)}
    return sorted({*_drawn(spec), *([height_per] if height_per else [])} - known)


def _drawn(part: object) -> Iterator[str]:
    """Yield every column that a part of a drawing reads."""
    if isinstance(part, list):
        for each in part:
            yield from _drawn(each)
    elif isinstance(part, dict):
        for name, value in part.items():
            if name in OF_ROWS and isinstance(value, str):
                yield from DATUM.findall(value)
            elif name in OF_COLUMNS and _are_names(value):
                yield from [value] if isinstance(value, str) else value
            else:
                yield from _drawn(value)


def _made(part: object) -> Iterator[str]:
    """Yield every column that a transform makes."""
    if isinstance(part, list):
        for each in part:
            yield from _made(each)
    elif isinstance(part, dict):
        for name, value in part.items():
            if name == "as" and _are_names(value):
                yield from [value] if isinstance(value, str) else value
            else:
                yield from _made(value)


def _are_names(value: object) -> bool:
    return isinstance(value, str) or (
        isinstance(value, list) and all(isinstance(each, str) for each in value)
    )
