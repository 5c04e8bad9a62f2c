"""``neocloud query``: ask the published file."""

import sys
import tempfile
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import duckdb
import typer
from rich import box
from rich.console import Console
from rich.table import Table

from pipeline.cli.messages import FAULT, MISUSE, stop
from pipeline.paths import current_project
from pipeline.readers import NoWarehouse, open_published


class Format(StrEnum):
    """How a result is written."""

    table = "table"
    csv = "csv"
    json = "json"
    markdown = "markdown"
    parquet = "parquet"


COPY_OPTIONS = {
    Format.csv: "format csv, header true",
    Format.json: "format json, array true",
    Format.parquet: "format parquet, compression zstd",
}
# Wide enough that no cell is cut when the output is not a terminal.
WIDE = 10_000


def query(
    sql: Annotated[
        str | None,
        typer.Argument(help="One SQL query. Left out or `-`: read it from standard input."),
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option(
            "--file", "-f", help="Read the query from a file.", exists=True, dir_okay=False
        ),
    ] = None,
    output_format: Annotated[
        Format, typer.Option("--format", "-o", help="How to write the result.")
    ] = Format.table,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-O", help="Write to a file instead of standard output."),
    ] = None,
) -> None:
    """Ask the published warehouse one question in SQL.

    The file is opened for reading only: a query can change nothing and reach no other file.

        neocloud query "select * from growth.funding_by_round"

        neocloud query -o csv "from cost.gpu_unit_costs" > gpu_unit_costs.csv

        neocloud query -f question.sql -o parquet -O answer.parquet
    """
    text = _question(sql, file)
    target = output.resolve() if output else None
    try:
        if output_format in COPY_OPTIONS:
            _copy(text, output_format, target)
        else:
            _print(text, output_format, target)
    except NoWarehouse as error:
        stop(str(error), FAULT)
    except duckdb.Error as error:
        stop(str(error), MISUSE)
    except OSError as error:
        stop(f"cannot write the result: {error}", FAULT)


def _question(sql: str | None, file: Path | None) -> str:
    """Return the one query that argument, file or standard input holds."""
    if sql not in (None, "-") and file:
        stop("give the query as an argument or as --file, not both", MISUSE)
    if file:
        text = file.read_text(encoding="utf-8")
    elif sql in (None, "-"):
        text = sys.stdin.read()
    else:
        text = sql
    statements = _statements(text)
    if len(statements) != 1:
        stop(f"expected one query, got {len(statements)}; ask them one at a time", MISUSE)
    if statements[0].type not in (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN):
        kind = statements[0].type.name.lower()
        stop(f"expected a query, got {kind}: the published file is only read", MISUSE)
    return statements[0].query


def _statements(text: str) -> list[duckdb.Statement]:
    try:
        return duckdb.connect().extract_statements(text)
    except duckdb.Error as error:
        stop(str(error), MISUSE)


def _copy(sql: str, output_format: Format, target: Path | None) -> None:
    """Let DuckDB write the result, through a temporary file if it goes to standard output."""
    with tempfile.TemporaryDirectory() as folder:
        path = target or Path(folder) / f"result.{output_format}"
        with open_published(current_project(), writable=[path]) as connection:
            # A view, because a query may end in a comment that would swallow a bracket.
            connection.execute(f"create temp view result as {sql}")
            options = COPY_OPTIONS[output_format]
            connection.execute(f"copy (from result) to $path ({options})", {"path": str(path)})
        if not target:
            sys.stdout.flush()
            sys.stdout.buffer.write(path.read_bytes())
            sys.stdout.buffer.flush()


def _print(sql: str, output_format: Format, target: Path | None) -> None:
    """Write the result as a table for people."""
    with open_published(current_project()) as connection:
        result = connection.execute(sql)
        table = Table(box=box.MARKDOWN if output_format == Format.markdown else box.SIMPLE_HEAD)
        for name, kind, *_ in result.description or []:
            number = kind in (duckdb.NUMBER, "NUMBER")
            table.add_column(name, justify="right" if number else "left", overflow="fold")
        for row in result.fetchall():
            table.add_row(*("" if cell is None else str(cell) for cell in row))
    if target:
        with target.open("w", encoding="utf-8") as stream:
            Console(file=stream, width=WIDE).print(table)
        return
    width = None if sys.stdout.isatty() and output_format == Format.table else WIDE
    Console(width=width, markup=False, highlight=False).print(table)
