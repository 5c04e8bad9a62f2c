"""Write an explanation for people: the row, the facts it rests on, and who states them."""

import sys
from collections.abc import Iterable

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pipeline.cli.fitted_table import fitted, is_number
from pipeline.cli.messages import harmless
from pipeline.cli.query_results import WIDE, Output, left_out_words, shown_value
from pipeline.project.queries import Row
from pipeline.readers.explain.explanation import Explanation, Step
from pipeline.tables.sql.tables import SqlTable

# Rows of a table shown at first; all that are at hand come with --all.
FEW = 5
# What the documents say stands with them, not in every row again.
SAID_BELOW = {"source_id", "source_locator"}
DOCUMENTS = "reference.sources"


def print_explanation(found: Explanation, is_whole: bool) -> None:
    """Print the rows asked for, what they are made from, and who states it.

    If it is not to be whole, the tables on the way down are only named, and of each seed the
    first rows are shown.
    """
    is_terminal = sys.stdout.isatty()
    lines = _Lines(Output(width=None if is_terminal else WIDE), is_terminal)
    lines.step(found.target, FEW if not is_whole else None, found.target.table.columns)
    shown = [step for step in found.inputs if is_whole or _is_fact(step)]
    between = [step.table.name for step in found.inputs if step not in shown]
    lines.heading("MADE FROM")
    if between := [name for name in between if name != DOCUMENTS]:
        lines.say(f"by way of {', '.join(between)} (with --all: their rows)", "dim")
    for step in shown:
        columns = step.columns if is_whole else _telling(step, found.target)
        lines.step(step, None if is_whole else FEW, columns)
    lines.heading("STATED BY")
    places = _places(found, {step.table.name for step in shown} | {found.target.table.name})
    for source in found.sources:
        lines.source(source, places.get(source["source_id"], []))


def _is_fact(step: Step) -> bool:
    return not isinstance(step.table, SqlTable) and step.table.name != DOCUMENTS


def _telling(step: Step, target: Step) -> list[str]:
    """Return the columns that say something: nothing empty, nothing the row asked for says too.

    The documents come below, so they stand here only where they tell rows apart.
    """
    same = target.rows[0] if len(target.rows) == 1 else {}
    told = []
    for column in step.columns:
        values = {row[column] for row in step.rows}
        is_below = column in SAID_BELOW and (column != "source_id" or len(values) == 1)
        is_said = column in same and values == {same[column]}
        if not is_below and not is_said and values != {None}:
            told.append(column)
    return told or list(step.table.key)


def _places(found: Explanation, shown: set[str]) -> dict[str, list[str]]:
    """Return where in each document the rows are stated, by the document's id."""
    places: dict[str, list[str]] = {}
    for step in (found.target, *found.inputs):
        if step.table.name in shown and "source_locator" in step.table.columns:
            for row in step.rows:
                place = f"{row.get('source_locator')} ({step.table.name})"
                known = places.setdefault(row.get("source_id") or "", [])
                if row.get("source_locator") and place not in known:
                    known.append(place)
    return {source: sorted(known) for source, known in places.items()}


class _Lines:
    """Prints lines that break at words on a terminal, and not at all in a file."""

    def __init__(self, console: Output, is_terminal: bool) -> None:
        self.console = console
        self.width = console.width if is_terminal else None

    def heading(self, text: str) -> None:
        self.console.print(f"\n{text}", style="bold")

    def say(self, text: str, style: str = "", indent: int = 2) -> None:
        self.console.print(Padding(Text(harmless(text), style), (0, 0, 0, indent), expand=False))

    def step(self, step: Step, most_rows: int | None, columns: Iterable[str]) -> None:
        """Print a table's name, what computes it, and its rows."""
        self.console.print(f"\n{step.table.name}", style="bold cyan")
        self.say(step.table.about)
        for formula in step.table.formulas():
            self.say(formula, "green")
        if step.matched_on:
            matched = f"  matched on {', '.join(step.matched_on)}"
            self.console.print(matched, style="dim", no_wrap=True, overflow="ellipsis")
        if step.note:
            self.say(step.note, "yellow")
        rows = step.rows[:most_rows]
        self._rows(rows, [*columns])
        if step.row_count > len(rows):
            self.say(f"… and {step.row_count - len(rows):,} more rows")

    def _rows(self, rows: list[Row], columns: list[str]) -> None:
        if len(rows) == 1:
            self._pairs(rows[0], columns)
            return
        names = [(name, any(is_number(row[name]) for row in rows)) for name in columns]
        cells = [[row[name] for name in columns] for row in rows]
        width = None if self.width is None else self.width - 2
        laid_out = fitted(names, cells, self.console, shown_value, width)
        self.console.print(Padding(laid_out.table, (0, 0, 0, 2), expand=False))
        if laid_out.left_out:
            remedy = "see them with --json"
            said = left_out_words(laid_out.left_out, len(columns), remedy, self.console.width)
            self.say(said, "dim")

    def _pairs(self, row: Row, columns: list[str]) -> None:
        grid = Table.grid(padding=(0, 2, 0, 0))
        for name in columns:
            grid.add_row(name, shown_value(row[name]))
        self.console.print(Padding(grid, (0, 0, 0, 2), expand=False))

    def source(self, source: Row, places: list[str]) -> None:
        """Print a document, and where in it the rows are stated."""
        self.console.print(f"\n{source['source_id']}", style="bold cyan")
        self.say(f"{source['title']}, {source['publisher_name']}, {source['published_date']}")
        self.say(source["url"] or "no address")
        for place in places:
            self.say(f"at: {place}")
