"""Write names and what they mean for people, with nothing left out on a narrow terminal."""

from rich.padding import Padding
from rich.text import Text

from pipeline.cli.fitted_table import fitted
from pipeline.cli.query_results import Output, shown_value

# Lines of a description that are shown; ``-o wide`` has it whole.
MOST_LINES = 3
INDENT = 4


def print_names(columns: list[tuple[str, bool]], rows: list[tuple[object, ...]]) -> None:
    """Write a table if all columns fit; else a name and a line or more on what it is below it.

    The first column is the name, the last says what it means.
    """
    console = Output()
    laid_out = fitted(columns, rows, console, shown_value, console.width)
    if not laid_out.left_out:
        console.print(laid_out.table)
        return
    for name, between, meaning in rows:
        beside = f"{between:,} rows" if isinstance(between, int) else shown_value(between)
        console.print(f"{shown_value(name)}  {beside}")
        lines = Text(shown_value(meaning)).wrap(console, console.width - INDENT)
        text = Text("\n").join(lines[:MOST_LINES])
        if len(lines) > MOST_LINES:
            text.append(" …")
        console.print(Padding(text, (0, 0, 0, INDENT), expand=False))
