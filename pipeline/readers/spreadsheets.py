"""Keep spreadsheets from running text as formulas (OWASP: CSV injection)."""

import re
from collections.abc import Sequence

from pipeline.project.queries import quoted_column

# What a spreadsheet may take for the start of a formula; the last four are full-width forms.
FORMULA_STARTS = "=+-@\t\r\n\0＝＋－＠"
# A minus in front of these is a number's own.
PLAIN_TYPES = re.compile(
    r"(BOOLEAN|U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|BIGNUM|DECIMAL\(\d+,\d+\)|FLOAT|DOUBLE"
    r"|DATE|TIME.*|UUID)"
)


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
