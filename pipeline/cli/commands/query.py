"""``neocloud query``: ask the published file."""

from pathlib import Path
from typing import Annotated

import duckdb
import typer

from pipeline.cli.bounded import limited
from pipeline.cli.messages import MISUSE, stderr, stop
from pipeline.cli.query_limits import MEMORY, SECONDS, Memory, Timeout, limits_of
from pipeline.cli.query_results import Bounds, copy_result, print_lines, print_rows
from pipeline.cli.query_text import QUERIES, RESULT, keep_result, one_statement, question
from pipeline.cli.reader_faults import explained_faults
from pipeline.project.own_files import is_own
from pipeline.project.paths import Project, current_project
from pipeline.readers.file_formats import COPY_OPTIONS, Format
from pipeline.readers.published_file import open_published

SHOWN_ROWS = 10_000


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
    limit: Annotated[
        int, typer.Option("--limit", help="Most rows of a table or markdown.", min=1)
    ] = SHOWN_ROWS,
    escape_formulas: Annotated[
        bool,
        typer.Option(
            "--escape-formulas",
            help="CSV for a spreadsheet: put a quote before text that begins with = + - @ or a"
            " control character, which would run as a formula. This changes those cells.",
        ),
    ] = False,
    timeout: Timeout = SECONDS,
    memory: Memory = MEMORY,
) -> None:
    """Ask the published warehouse one question in SQL.

    The file is opened for reading only: a query can change nothing and reach no other file.

        neocloud query "select * from growth.funding_by_round"

        neocloud query -o csv "from cost.gpu_unit_costs" > gpu_unit_costs.csv

        neocloud query -f question.sql -o parquet -O answer.parquet

    Leaves with 1 if time or memory run out or the result cannot be written, with 2 if the query
    is wrong, with 130 if interrupted. An output file is replaced once the new one is whole.

    A table on a terminal shows the columns that fit, never part of a number, and says which it
    left out: `-o wide` shows all. It drops zeros at the end of exact numbers; csv, json, markdown
    and parquet keep every digit. JSON has no NaN and no infinity: they become null.
    """
    if escape_formulas and output_format != Format.csv:
        stop("--escape-formulas is for -o csv; the other formats run no formulas", MISUSE)
    if sql not in (None, "-") and file:
        stop("give the query as an argument or as --file, not both", MISUSE)
    project, limits = current_project(), limits_of(timeout, memory)
    target = _target(project, output)
    with explained_faults():
        text = question(sql, file)
        with (
            open_published(project, limits.memory_bytes) as connection,
            limited(connection, limits) as connections,
        ):
            bounds = Bounds(limits, connections)
            if output_format in COPY_OPTIONS:
                copy_answer(connection, text, output_format, target, escape_formulas, bounds)
            else:
                print_answer(connection, text, limit, output_format, target)


def _target(project: Project, output: Path | None) -> Path | None:
    """Return where the result goes, which is over nothing of the project's own."""
    if output and is_own(project, output):
        stop(f"{output} belongs to the project; write the result elsewhere", MISUSE)
    return output.resolve() if output else None


def copy_answer(
    connection: duckdb.DuckDBPyConnection,
    text: str,
    output_format: Format,
    target: Path | None,
    escape_formulas: bool,
    bounds: Bounds,
) -> None:
    """Write the whole result in a file's format."""
    statement = one_statement(connection, text)
    if statement.type not in QUERIES:
        stop("a plan is text for people: leave out --format", MISUSE)
    keep_result(connection, statement)
    copy_result(connection, output_format, target, escape_formulas, bounds)


def print_answer(
    connection: duckdb.DuckDBPyConnection,
    text: str,
    limit: int,
    output_format: Format,
    target: Path | None = None,
) -> None:
    """Write the first rows of the result as a table for people, and say if there are more."""
    statement = one_statement(connection, text)
    if statement.type in QUERIES:
        keep_result(connection, statement)
        (count,) = connection.execute(f"select count(*) from {RESULT}").fetchone() or (0,)
        connection.execute(f"from {RESULT} limit {limit}")
    else:
        connection.execute(statement.query)
        print_lines(connection.fetchall(), target)
        return
    described = connection.description or []
    columns = [(name, kind in (duckdb.NUMBER, "NUMBER")) for name, kind, *_ in described]
    rows = connection.fetchall()
    print_rows(columns, rows, output_format, target)
    if count > len(rows):
        stderr.print(f"… and {count - len(rows):,} more rows; see them with --limit or -o csv")
