"""Read and validate a seed CSV, and say everything that is wrong with it at once."""

import csv
import difflib
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.schemas.base import Seed
from pipeline.seed_cells import Fault, cell_faults

NOT_UTF8 = "is not UTF-8 text; save the file as UTF-8"


class SeedError(Exception):
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
    if fault := _unreadable(content):
        return SeedRows(faults=[fault])
    rows = parsed(schema, content.decode())
    if not rows.faults and not rows.cells:
        rows.faults.append(Fault(1, "", "has a header and no rows; add a row"))
    if not rows.faults or rows.cells:
        rows.faults += [
            fault for line, cells in rows.cells for fault in cell_faults(schema, line, cells)
        ]
        rows.faults += _repeated_keys(schema, rows.cells)
    return rows


def _unreadable(content: bytes) -> Fault | None:
    """Return what makes the bytes no plain CSV text, if anything."""
    if not content.strip():
        return Fault(1, "", "the file is empty; it must open with the header line")
    if content.startswith(b"\xef\xbb\xbf"):
        return Fault(1, "", "opens with a byte-order mark; save the file as UTF-8 without BOM")
    try:
        content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return Fault(line, "", f"byte {error.object[error.start]:#04x} {NOT_UTF8}")
    for byte, problem in (
        (b"\0", "holds a NUL byte"),
        (b"\r", "holds a CR; save with LF line ends"),
    ):
        if (place := content.find(byte)) >= 0:
            return Fault(content.count(b"\n", 0, place) + 1, "", problem)
    return None


def parsed(schema: type[Seed], text: str) -> SeedRows:
    """Split the text into cells; report a wrong header, a ragged row or an open quote."""
    rows, names = SeedRows(), schema.column_names()
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    start = 1
    try:
        header = next(reader)
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
    remedy = "add what is missing" if len(cells) < len(names) else "quote a cell that holds a comma"
    return f"has {len(cells)} cells, the header has {len(names)}; {remedy}"


def _header_problem(header: Sequence[str], names: Sequence[str]) -> str:
    """Say which columns are missing, extra, repeated or out of order."""
    if missing := [name for name in names if name not in header]:
        return f"lacks the column {', '.join(missing)}; the header must be {','.join(names)}"
    if extra := [name for name in header if name not in names]:
        return f"has the unknown column {', '.join(extra)}; the header must be {','.join(names)}"
    return f"has its columns repeated or out of order; the header must be {','.join(names)}"


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
                f"repeats the key of line {first[key]}: {', '.join(key)}",
            )
        first.setdefault(key, line)


def dangling(rows: SeedRows, column: str, target: str, allowed: set[str]) -> Iterator[Fault]:
    """Yield a fault for each cell of ``column`` that is not among the ``allowed`` of ``target``."""
    for line, cells in rows.cells:
        value = cells[column]
        if value and value not in allowed:
            near = difflib.get_close_matches(value, allowed, n=1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            yield Fault(line, column, f"{value!r} is not a {target}{hint}")
