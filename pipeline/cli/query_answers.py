"""Answer a reader's question: as a file for programs, or as a table for people."""

from pathlib import Path

import duckdb

from pipeline.cli.messages import MISUSE, stderr, stop
from pipeline.cli.query_results import print_lines, print_rows
from pipeline.cli.query_text import QUERIES, RESULT, keep_result, one_statement
from pipeline.cli.result_files import Bounds, copy_result
from pipeline.readers.file_formats import Format
from pipeline.readers.spreadsheets import Spreadsheet

SHOWN_ROWS = 10_000


def copy_answer(
    connection: duckdb.DuckDBPyConnection,
    text: str,
    output_format: Format,
    target: Path | None,
    spreadsheet: Spreadsheet,
    bounds: Bounds,
) -> None:
    """Write the whole result in a file's format."""
    statement = one_statement(connection, text)
    if statement.type not in QUERIES:
        stop("a plan is text for people: leave out --format", MISUSE)
    keep_result(connection, statement)
    copy_result(connection, output_format, target, spreadsheet, bounds)


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
