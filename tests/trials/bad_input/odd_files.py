"""Hypothesis strategies for seed files: any bytes, damaged real files, rows of odd cells."""

import csv
import io

from hypothesis import strategies as st

from pipeline.project.paths import current_project
from pipeline.schemas.base import Seed, seed_classes
from pipeline.tables.seeds.ddl import limits, python_type

TABLES = list(seed_classes())
ROWS = 8
ODD_TEXT = [
    *",\"\n\r\0\t\\;#'é潘 \x0b\x0c\x1b\x7f\x85\u2028\ufeff\U0001f600",
    '""',
    '"\n"',
    ',"',
    '",',
    "\r\n",
    "\n\n",
    '"""',
]
ODD_CELLS = [
    *("", " ", "0", "-0", "-1", "1.0", "01", "+1", ".5", "5.", "1e3", "1E3", "1e400", "1e-400"),
    *("1_000", "1,000", "$1", "１", "٣", "0x10", "nan", "NaN", "inf", "-Infinity", "null", "NULL"),
    *("true", "True", "TRUE", "1", "yes", "t", "false", "exact", "Exact"),
    *("2024-02-30", "2024-02-29", "2023-02-29", "0000-01-01", "0001-01-01", "9999-12-31"),
    *("2024-1-1", "20240101", "2024-01-01T00:00:00", "infinity", "epoch", "today", "12024-01-01"),
    *("9223372036854775807", "9223372036854775808", "999999999999999999", "-999999999999999999"),
    *("123456.123456", "999999.999999", "1.1234567", "99999999999999.999999", "1e-7", "0.0000001"),
    *("179769313486231580793e289", "4.9e-324", "0.1", "1.7976931348623157e308", "3.14e23"),
    *("a" * 5000, '"', '""', "'", "''", "a,b", "a\nb", "\n", "a\tb", "\\n", "\\N", "#", "# a"),
    *("{}", "[1]", "$path", "?", "é", "e\u0301", "\u202e", "\u200b", "\x85", "\u2028", "\ufeff"),
]


def _real(table: str) -> bytes:
    path = current_project().seeds / f"{table.replace('.', '/')}.csv"
    return b"".join(path.read_bytes().splitlines(keepends=True)[: ROWS + 1])


def _free(seed: type[Seed]) -> list[str]:
    """Return the columns of a class that may say anything."""
    fields = {n: f for n, f in seed.model_fields.items() if n not in seed.references()}
    patterned = {column for column, _ in limits(seed)}
    return [n for n, f in fields.items() if python_type(f)[0] is str and n not in patterned]


REAL = {table: _real(table) for table in TABLES}
FREE = {table: _free(seed) for table, seed in seed_classes().items()}


@st.composite
def damaged(draw: st.DrawFn, content: bytes) -> bytes:
    """Return the content after a few accidents."""
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(content)))
        length = draw(st.integers(0, 40))
        match draw(st.integers(0, 6)):
            case 0:
                content = content[:place]
            case 1:
                content = content[:place] + content[place + length :]
            case 2:
                content = content[:place] + content[place : place + length] + content[place:]
            case 3:
                odd = draw(st.sampled_from(ODD_TEXT)).encode()
                content = content[:place] + odd + content[place:]
            case 4:
                content = content[:place] + draw(st.binary(max_size=4)) + content[place:]
            case 5:
                lines = content.splitlines(keepends=True) or [b""]
                content = b"".join([*lines, draw(st.sampled_from(lines))])
            case _:
                other = REAL[draw(st.sampled_from(TABLES))]
                content = content[:place] + other[draw(st.integers(0, len(other))) :]
    return content


@st.composite
def rearranged(draw: st.DrawFn, table: str) -> bytes:
    """Return the table's file with odd cells anywhere in its rows, written as CSV again."""
    header, *rows = _cells(table)
    cells = st.one_of(
        st.sampled_from(ODD_CELLS),
        st.sampled_from([cell for row in rows for cell in row]),
        TEXT,
    )
    for _ in range(draw(st.integers(1, 4))):
        draw(st.sampled_from(rows))[draw(st.integers(0, len(header) - 1))] = draw(cells)
    return _written(header, rows, draw(st.booleans()))


@st.composite
def reworded(draw: st.DrawFn, table: str) -> bytes:
    """Return the table's file with odd words where any words may stand: most are to be loaded."""
    header, *rows = _cells(table)
    for _ in range(draw(st.integers(1, 6))):
        words = draw(st.one_of(st.sampled_from(ODD_CELLS), st.sampled_from(ODD_TEXT), TEXT)).strip()
        column = header.index(draw(st.sampled_from(FREE[table])))
        draw(st.sampled_from(rows))[column] = words or "-"
    return _written(header, rows, draw(st.booleans()))


TEXT = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]), st.sampled_from(",\"\n\t\\;#'\u2028\x85\x1c\x0b")
    ),
    max_size=8,
)


def _cells(table: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(REAL[table].decode(), newline="")))


def _written(header: list[str], rows: list[list[str]], is_quoted: bool) -> bytes:
    written = io.StringIO()
    written.write(",".join(header) + "\n")
    quoting = csv.QUOTE_ALL if is_quoted else csv.QUOTE_MINIMAL
    csv.writer(written, lineterminator="\n", quoting=quoting).writerows(rows)
    return written.getvalue().encode()


@st.composite
def files(draw: st.DrawFn) -> tuple[str, bytes]:
    """Return a table and the content of a file that claims to hold its rows."""
    table = draw(st.sampled_from(TABLES))
    real = REAL[table]
    header = real.splitlines(keepends=True)[0]
    content = st.one_of(
        reworded(table),
        reworded(table),
        reworded(table).flatmap(damaged),
        rearranged(table),
        damaged(real),
        st.binary(max_size=200),
        st.binary(max_size=200).map(lambda tail: header + tail),
        st.lists(st.sampled_from(ODD_TEXT + ODD_CELLS), max_size=30).map(
            lambda parts: header + "".join(parts).encode()
        ),
    )
    return table, draw(content)
