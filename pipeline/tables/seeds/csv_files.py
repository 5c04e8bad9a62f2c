"""Read and validate a seed CSV, and say everything that is wrong with it at once."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.project.bad_input import BadInput, Unreadable, did_you_mean, plain_text
from pipeline.schemas.base import Seed
from pipeline.tables.seeds.cells import Fault, cell_faults, shown

CELL_CHARACTERS = 131_072


class SeedError(BadInput):
    """A seed file breaks its schema; each fault says line, column, problem and remedy."""

    def __init__(self, path: str, faults: Sequence[Fault]) -> None:
        self.faults = sorted(faults, key=lambda fault: (fault.line, fault.column))
        super().__init__("\n".join(f"{path}:{fault}" for fault in self.faults))


@dataclass
class SeedRows:
    """The cells of a seed file by line, and what is wrong with them."""

    cells: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def read_rows(schema: type[Seed], content: bytes) -> SeedRows:
    """Read a CSV as rows of ``schema``; an empty cell is a null.

    A file that cannot be read as a table of the right columns has only that one fault;
    otherwise every row is checked against the schema and for a key seen before.
    """
    if not content.strip():
        return SeedRows(
            faults=[Fault(1, "", "the file is empty; it must open with the header line")]
        )
    try:
        rows = parsed(schema, plain_text(content))
    except Unreadable as error:
        return SeedRows(faults=[Fault(error.line, "", error.problem)])
    if not rows.faults and not rows.cells:
        rows.faults.append(Fault(1, "", "has a header and no rows; add a row"))
    if not rows.faults or rows.cells:
        rows.faults += [
            fault for line, cells in rows.cells for fault in cell_faults(schema, line, cells)
        ]
        rows.faults += _repeated_keys(schema, rows.cells)
    return rows


def parsed(schema: type[Seed], text: str) -> SeedRows:
    """Split the text into cells; report a wrong header, a ragged row or an open quote."""
    rows, names = SeedRows(), schema.column_names()
    csv.field_size_limit(CELL_CHARACTERS)  # one for the process, which other libraries raise
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    start = 1
    try:
        header = next(reader, [])
        if header != names:
            rows.faults.append(Fault(1, "", _header_problem(header, names)))
            return rows
        start = reader.line_num + 1
        for cells in reader:
            if len(cells) == len(names):
                rows.cells.append((start, dict(zip(names, cells, strict=True))))
            else:
                rows.faults.append(Fault(start, "", _ragged(cells, names)))
            start = reader.line_num + 1
    except csv.Error as error:
        rows.cells.clear()
        remedy = "a quote is opened and not closed, or stands inside a cell; double it"
        if "field limit" in str(error):
            remedy = "shorten the cell"
        rows.faults = [Fault(start, "", f"is not valid CSV ({error}): {remedy}")]
    return rows


def _ragged(cells: Sequence[str], names: Sequence[str]) -> str:
    if not cells:
        return "is blank; delete the line"
    if other := _separator(cells):
        return f"separates its cells with {other!r}; separate them with commas"
    remedy = "add what is missing" if len(cells) < len(names) else "quote a cell that holds a comma"
    return f"has {len(cells)} cells, the header has {len(names)}; {remedy}"


def _separator(cells: Sequence[str]) -> str:
    """Return what parts the cells of a line that commas do not part; empty if nothing does."""
    found = re.search(r"[;\t|]", cells[0]) if len(cells) == 1 else None
    return found[0] if found else ""


def _header_problem(header: Sequence[str], names: Sequence[str]) -> str:
    """Say which columns are missing, unknown, repeated or out of order."""
    if other := _separator(header):
        return f"separates its columns with {other!r}; separate them with commas"
    missing = ", ".join(name for name in names if name not in header)
    unknown = ", ".join(name for name in header if name not in names)
    twice = ", ".join(name for name in names if header.count(name) > 1)
    faults = (
        f"lacks the column {missing}" if missing else "",
        f"has the unknown column {unknown}" if unknown else "",
        f"has the column {twice} more than once" if twice else "",
    )
    problem = " and ".join(filter(None, faults)) or "has its columns out of order"
    return f"{problem}; the header must be {','.join(names)}"


def _repeated_keys(
    schema: type[Seed], rows: Sequence[tuple[int, Mapping[str, str]]]
) -> Iterator[Fault]:
    keys = schema.key()
    first: dict[tuple[str, ...], int] = {}
    for line, cells in rows:
        key = tuple(cells[name] for name in keys)
        if key in first:
            yield Fault(
                line,
                ", ".join(keys),
                f"repeats the key of line {first[key]}: {', '.join(key)}; delete one of them",
            )
        first.setdefault(key, line)


def dangling(rows: SeedRows, column: str, target: str, allowed: set[str]) -> Iterator[Fault]:
    """Yield a fault for each cell of ``column`` that is not among the ``allowed`` of ``target``."""
    for line, cells in rows.cells:
        value = cells[column]
        if value and value not in allowed:
            hint = did_you_mean(value, allowed) or "; add it there, or correct it"
            yield Fault(line, column, f"{shown(value)} is not a {target}{hint}")
