"""Write the answer to a query: a table for people, or a file that arrives whole or not at all."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from pipeline.cli.bounded import limited_files
from pipeline.cli.fitted_table import fitted, plain_number
from pipeline.cli.messages import FAULT, Plain, harmless, stderr, stop
from pipeline.cli.query_limits import Limits
from pipeline.cli.query_text import RESULT
from pipeline.project.queries import Setting, opened
from pipeline.project.whole_files import unfinished, written_whole
from pipeline.readers import markdown
from pipeline.readers.file_formats import COPY_OPTIONS, Format
from pipeline.readers.json_numbers import only_json_numbers
from pipeline.readers.spreadsheets import escaped_formulas

# Wide enough that no cell is cut when the output is not a terminal.
WIDE = 10_000
# A longer cell is cut in tables: laying out a megabyte takes minutes and nobody reads it.
CELL_CHARACTERS = 10_000


class Output(Plain):
    """Standard output, or a file, for tables of any text."""

    def on_broken_pipe(self) -> None:
        """Leave it to the command what to do when nobody reads on."""
        raise BrokenPipeError


@dataclass
class _ArrowStream:
    """What DuckDB reads rows from without knowing where they come from."""

    relation: duckdb.DuckDBPyRelation

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.relation.__arrow_c_stream__(requested_schema)


@dataclass(frozen=True)
class Bounds:
    """What the writing of a result may take, and the connections that are stopped with it."""

    limits: Limits
    connections: list[duckdb.DuckDBPyConnection]


def copy_result(
    connection: duckdb.DuckDBPyConnection,
    output_format: Format,
    target: Path | None,
    escape_formulas: bool,
    bounds: Bounds,
) -> None:
    """Write the kept result to ``target``, or to standard output.

    The reader's connection can reach no file, so another one, which runs no query of a
    reader, takes the rows from it and writes them, within the same bounds.

    Raises:
        LimitReached: if the written result grows too large.
        OSError: if it cannot be written.
    """
    query = "from result"
    if escape_formulas:
        columns = connection.execute(f"describe {RESULT}").fetchall()
        query = escaped_formulas("result", [(name, kind) for name, kind, *_ in columns])
    if output_format == Format.json:
        query = only_json_numbers("result", connection.table(RESULT))
    settings: dict[str, Setting] = {
        "memory_limit": f"{bounds.limits.memory_bytes} bytes",
        "temp_directory": "",
        "threads": 1,  # what is not counted, as the text of a row, is held once a thread
    }
    with destination(target) as path, opened(settings=settings) as writer:
        bounds.connections.append(writer)
        writer.register("result", _ArrowStream(connection.sql(f"from {RESULT}")))
        try:
            options = COPY_OPTIONS[output_format]
            with limited_files(bounds.limits):
                writer.execute(f"copy ({query}) to $path ({options})", {"path": str(path)})
        except duckdb.IOException as error:
            shown = str(error).splitlines()[0].replace(str(path), str(target or path))
            raise OSError(shown) from error
        finally:
            writer.unregister("result")


@contextmanager
def destination(target: Path | None) -> Iterator[Path]:
    """Give a path to write to, and put what is there in place of ``target`` once it is whole."""
    if target and not target.parent.is_dir():
        stop(f"cannot write {target}: there is no folder {target.parent}", FAULT)
    if target and target.is_dir():
        stop(f"cannot write {target}: it is a folder", FAULT)
    if target and (target.is_file() or not target.exists()):
        with written_whole(target) as part:
            yield part
        return
    with TemporaryDirectory() as folder:  # standard output, a pipe or a device
        part = Path(folder) / "result"
        unfinished.add(Path(folder))
        yield part
        sys.stdout.flush()
        opened = target.open("wb") if target else nullcontext(sys.stdout.buffer)
        with part.open("rb") as reading, opened as writing:
            shutil.copyfileobj(reading, writing)
            writing.flush()
    unfinished.discard(Path(folder))


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
        stderr.print(left_out_words(laid_out.left_out, len(columns), remedy))


def left_out_words(left_out: list[str], count: int, remedy: str) -> str:
    """Say which of so many columns found no place, and how to see them."""
    named = ", ".join(left_out)
    return f"… {count - len(left_out)} of {count} columns fit; left out: {named}; {remedy}"


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
