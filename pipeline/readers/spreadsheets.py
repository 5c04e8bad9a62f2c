"""CSV as spreadsheets read it: no text runs as a formula (OWASP: CSV injection) or is noise."""

import codecs
import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.project.queries import quoted_column

# What a spreadsheet may take for the start of a formula; the last four are full-width forms.
FORMULA_STARTS = "=+-@\t\r\n\0＝＋－＠"
# A minus in front of these is a number's own.
PLAIN_TYPES = re.compile(
    r"(BOOLEAN|U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|BIGNUM|DECIMAL\(\d+,\d+\)|FLOAT|DOUBLE"
    r"|DATE|TIME.*|UUID)"
)


@dataclass(frozen=True)
class Spreadsheet:
    """What is done to a CSV file for who opens it in a spreadsheet; programs need none of it."""

    escape_formulas: bool = False
    byte_order_mark: bool = False

    @property
    def flags(self) -> str:
        """Return the options that ask for it; nothing if none does."""
        asked = {
            "--escape-formulas": self.escape_formulas,
            "--byte-order-mark": self.byte_order_mark,
        }
        return ", ".join(flag for flag, is_asked in asked.items() if is_asked)


def mark_byte_order(path: Path) -> None:
    """Begin a file of UTF-8 with the mark by which spreadsheets know that it is."""
    whole = path.with_name(f"{path.name}.marked")
    try:
        with path.open("rb") as reading, whole.open("wb") as writing:
            writing.write(codecs.BOM_UTF8)
            shutil.copyfileobj(reading, writing)
        whole.replace(path)
    finally:
        whole.unlink(missing_ok=True)


def escaped_formulas(relation: str, columns: Sequence[tuple[str, str]]) -> str:
    """Return the query that gives ``relation`` with text that begins as a formula after a quote.

    ``columns`` are its names and types. Numbers, dates and truth values are left as they are;
    names of columns are escaped as well.
    """
    cells = [f"{_cell(name, kind)} as {quoted_column(_escaped(name))}" for name, kind in columns]
    return f"select {', '.join(cells)} from {relation}"


def _cell(name: str, kind: str) -> str:
    column = quoted_column(name)
    if PLAIN_TYPES.fullmatch(kind):
        return column
    text = f"{column}::varchar"
    codes = ", ".join(str(ord(start)) for start in FORMULA_STARTS)
    return f"case when unicode({text}) in ({codes}) then '''' || {text} else {text} end"


def _escaped(name: str) -> str:
    return f"'{name}" if name.startswith(tuple(FORMULA_STARTS)) else name
