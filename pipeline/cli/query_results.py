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
from rich import box
from rich.console import Console
from rich.table import Table

from pipeline.cli.messages import FAULT, stderr, stop
from pipeline.cli.query_text import RESULT
from pipeline.project.queries import opened
from pipeline.project.whole_files import written_whole
from pipeline.readers.file_formats import COPY_OPTIONS, Format
from pipeline.readers.spreadsheets import escaped_formulas

# Wide enough that no cell is cut when the output is not a terminal.
WIDE = 10_000
# A longer cell is cut in tables: laying out a megabyte takes minutes and nobody reads it.
CELL_CHARACTERS = 10_000
# Shown as symbols, since a terminal obeys them.
CONTROLS = {code: 0x2400 + code for code in range(32) if chr(code) not in "\t\n"} | {127: 0x2421}


class Output(Console):
    """Standard output, or a file, for tables of any text."""

    def __init__(self, **options: Any) -> None:
        super().__init__(markup=False, highlight=False, **options)

    def on_broken_pipe(self) -> None:
        """Leave it to the command what to do when nobody reads on."""
        raise BrokenPipeError


@dataclass
class _ArrowStream:
    """What DuckDB reads rows from without knowing where they come from."""

    relation: duckdb.DuckDBPyRelation

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.relation.__arrow_c_stream__(requested_schema)


def copy_result(
    connection: duckdb.DuckDBPyConnection,
    output_format: Format,
    target: Path | None,
    escape_formulas: bool,
) -> None:
    """Write the kept result to ``target``, or to standard output.

    The reader's connection can reach no file, so another one, which runs no query of a
    reader, takes the rows from it and writes them.

    Raises:
        OSError: if they cannot be written.
    """
    query = "from result"
    if escape_formulas:
        columns = connection.execute(f"describe {RESULT}").fetchall()
        query = escaped_formulas("result", [(name, kind) for name, kind, *_ in columns])
    with destination(target) as path, opened() as writer:
        writer.register("result", _ArrowStream(connection.sql(f"from {RESULT}")))
        try:
            options = COPY_OPTIONS[output_format]
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
        yield part
        sys.stdout.flush()
        opened = target.open("wb") if target else nullcontext(sys.stdout.buffer)
        with part.open("rb") as reading, opened as writing:
            shutil.copyfileobj(reading, writing)
            writing.flush()


def print_rows(
    columns: list[tuple[str, bool]],
    rows: list[tuple[Any, ...]],
    output_format: Format,
    target: Path | None,
) -> None:
    """Write ``rows`` as a table for people; ``columns`` are names, and whether they are numbers."""
    table = Table(box=box.MARKDOWN if output_format == Format.markdown else box.SIMPLE_HEAD)
    for name, is_number in columns:
        table.add_column(_shown(name), justify="right" if is_number else "left", overflow="fold")
    for row in rows:
        table.add_row(*map(_shown, row))
    if target:
        with destination(target) as path, path.open("w", encoding="utf-8") as stream:
            Output(file=stream, width=WIDE).print(table)
        return
    width = None if sys.stdout.isatty() and output_format == Format.table else WIDE
    Output(width=width).print(table)


def _shown(cell: object) -> str:
    text = "" if cell is None else str(cell)
    if len(text) > CELL_CHARACTERS:
        stderr.print(f"a cell of {len(text):,} characters is cut; whole with: -o csv")
        text = f"{text[:CELL_CHARACTERS]}…"
    return text.translate(CONTROLS)
