"""A column of a table for people: how narrow it may become before something in it is lost."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

# A cell with words in it is prose from this width on; below, it is a name that stays whole.
PROSE_WIDTH = 24
ELLIPSIS = "…"


@dataclass
class Column:
    """A column of text: its name, how it is aligned, its cells, and the width it gets."""

    name: str
    is_number: bool
    cells: list[str]
    width: int = 0
    least: int = field(init=False)

    def __post_init__(self) -> None:
        self.width = max(width_of(self.name), *map(width_of, self.cells), 1)
        self.least = max(self._least_of_name(), *map(self._least_of, self.cells), 1)

    def _least_of_name(self) -> int:
        return max(width_of(part) for part in _parts(self.name))

    def _least_of(self, cell: str) -> int:
        """Return the width below which the cell would lose part of a word."""
        width = width_of(cell)
        if self.is_number or width <= PROSE_WIDTH or len(words := cell.split()) < 2:
            return width
        return max(PROSE_WIDTH, *(len(word) for word in words if word.isascii()))

    def header(self) -> str:
        """Return the name in lines that fit the width, broken after underscores."""
        lines = [""]
        for part in _parts(self.name):
            if lines[-1] and width_of(lines[-1] + part) > self.width:
                lines.append("")
            lines[-1] += part
        return "\n".join(lines)

    def body(self, console: Console, most_lines: int | None) -> Iterator[str]:
        """Yield the cells in lines that fit the width, the last one elided if there are more."""
        for cell in self.cells:
            if width_of(cell) <= self.width:
                yield cell
                continue
            lines = [line.plain.rstrip() for line in Text(cell).wrap(console, self.width)]
            if most_lines and len(lines) > most_lines:
                last = Text(lines[most_lines - 1] + ELLIPSIS * 2)
                last.truncate(self.width, overflow="ellipsis")
                lines[most_lines - 1 :] = [last.plain.rstrip(ELLIPSIS) + ELLIPSIS]
            yield "\n".join(lines)


def _parts(name: str) -> list[str]:
    """Return the name in parts that may stand on lines of their own."""
    parts = name.split("_")
    return [f"{part}_" for part in parts[:-1]] + parts[-1:]


def width_of(text: str) -> int:
    """Return how many places of a terminal the longest line of a text takes."""
    return max(map(cell_len, text.split("\n")))
