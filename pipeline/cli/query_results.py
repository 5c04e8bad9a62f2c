"""Lay out the answer to a query for people: as a table, as Markdown, or a plan as it is."""

import sys
from pathlib import Path
from typing import Any

from pipeline.cli.fitted_table import fitted, plain_number
from pipeline.cli.messages import Plain, harmless, stderr
from pipeline.cli.result_files import destination
from pipeline.readers import markdown
from pipeline.readers.file_formats import Format

# Wide enough that no cell is cut when the output is not a terminal.
WIDE = 10_000
# A longer cell is cut in tables: laying out a megabyte takes minutes and nobody reads it.
CELL_CHARACTERS = 10_000
# What is said of columns that found no place takes about so many lines.
NOTICE_LINES = 2


class Output(Plain):
    """Standard output, or a file, for tables of any text."""

    def on_broken_pipe(self) -> None:
        """Leave it to the command what to do when nobody reads on."""
        raise BrokenPipeError


def print_rows(
    columns: list[tuple[str, bool]],
    rows: list[tuple[Any, ...]],
    output_format: Format,
    target: Path | None,
) -> None:
    """Write ``rows`` for people; ``columns`` are names, and whether they are numbers."""
    if target:
        with destination(target) as path, path.open("w", encoding="utf-8") as stream:
            _write(Output(file=stream, width=WIDE), columns, rows, output_format, None)
        return
    is_fitted = sys.stdout.isatty() and output_format == Format.table
    console = Output(width=None if is_fitted else WIDE)
    _write(console, columns, rows, output_format, console.width if is_fitted else None)


def print_lines(rows: list[tuple[Any, ...]], target: Path | None) -> None:
    """Write texts that are laid out already, as a plan is: the last cell of each row."""
    text = "".join(f"{_shown(row[-1])}\n" for row in rows)
    with destination(target) as path:
        path.write_text(text, encoding="utf-8")


def _write(
    console: Output,
    columns: list[tuple[str, bool]],
    rows: list[tuple[Any, ...]],
    output_format: Format,
    width: int | None,
) -> None:
    names = [(_shown(name), is_number) for name, is_number in columns]
    if output_format == Format.markdown:
        cells = [[*map(_shown, row)] for row in rows]
        console.print(markdown.table([name for name, _ in names], cells), soft_wrap=True)
        return
    laid_out = fitted(names, rows, console, shown_value, width)
    console.print(laid_out.table)
    if laid_out.left_out:
        remedy = "see them with -o wide, or select fewer"
        said = left_out_words(laid_out.left_out, len(columns), remedy, console.width)
        stderr.print(said, soft_wrap=not stderr.is_terminal)


def left_out_words(left_out: list[str], count: int, remedy: str, width: int) -> str:
    """Say which of so many columns found no place, as many as about two lines hold, and more."""
    room = NOTICE_LINES * width - len(remedy)
    named = list(left_out)
    while len(named) > 1 and len(", ".join(named)) > room:
        named.pop()
    more = len(left_out) - len(named)
    names = ", ".join(named) + (f" and {more} more" if more else "")
    return f"… {count - len(left_out)} of {count} columns fit; left out: {names}; {remedy}"


def shown_value(cell: object) -> str:
    """Return a cell as people read it: nothing where it is null, no zeros that say nothing."""
    return _shown(str(cell).lower() if isinstance(cell, bool) else plain_number(cell))


def _shown(cell: object) -> str:
    """Return a cell as tables show it: as text, cut if it is very long, harmless."""
    text = "" if cell is None else str(cell)
    if len(text) > CELL_CHARACTERS:
        stderr.print(f"a cell of {len(text):,} characters is cut; whole with: -o csv")
        text = f"{text[:CELL_CHARACTERS]}…"
    return harmless(text)
