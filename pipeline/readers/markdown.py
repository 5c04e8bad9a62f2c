"""Tables in Markdown, for the documents, for the UI and for whoever asks for one."""

import re
from collections.abc import Iterable, Sequence


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a Markdown table; a bar or a line break in a cell is escaped."""
    cells = [["" if cell is None else escaped(str(cell)) for cell in row] for row in rows]
    lines = [[*map(escaped, header)], ["---"] * len(header), *cells]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def escaped(text: str) -> str:
    """Return the text as it can stand in a cell: no bar ends it, no line break ends its row."""
    # A backslash before a bar would undo the one that escapes it.
    barred = re.sub(r"(\\*)\|", r"\1\1\\|", text)
    return re.sub(r"\r\n|\r|\n", "<br>", barred)
