"""``neocloud query``: ask the published file."""

from pathlib import Path

from pipeline.cli import options
from pipeline.cli.bounded import limited
from pipeline.cli.found_release import release_file
from pipeline.cli.messages import MISUSE, stop
from pipeline.cli.query_answers import SHOWN_ROWS, copy_answer, print_answer
from pipeline.cli.query_limits import MEMORY, SECONDS, Memory, Timeout, limits_of
from pipeline.cli.query_text import question
from pipeline.cli.reader_faults import explained_faults
from pipeline.cli.result_files import Bounds
from pipeline.project.own_files import is_own
from pipeline.project.paths import Project, current_project
from pipeline.readers.file_formats import COPY_OPTIONS, Format
from pipeline.readers.published_file import open_published
from pipeline.readers.spreadsheets import Spreadsheet


def query(
    sql: options.Sql = None,
    file: options.SqlFilePath = None,
    release: options.AskedRelease = None,
    output_format: options.ResultFormat = Format.table,
    output: options.Output = None,
    limit: options.RowLimit = SHOWN_ROWS,
    escape_formulas: options.EscapeFormulas = False,
    byte_order_mark: options.ByteOrderMark = False,
    timeout: Timeout = SECONDS,
    memory: Memory = MEMORY,
) -> None:
    """Ask the published warehouse one question in SQL.

    The file is opened for reading only: a query can change nothing and reach no other file.

        neocloud query "select * from growth.funding_by_round"

        neocloud query -o csv "from cost.gpu_unit_costs" > gpu_unit_costs.csv

        neocloud query -f question.sql -o parquet -O answer.parquet

        neocloud query --release previous "from funding_as_of('coreweave', '2023-06-20')"

    Leaves with 1 if time or memory run out or the result cannot be written, with 2 if the query
    is wrong, with 130 if interrupted. An output file is replaced once the new one is whole.

    A table on a terminal shows the columns that fit, never part of a number, and says which it
    left out: `-o wide` shows all. A table drops zeros at the end of exact numbers, and shows six
    digits of those in floating point (0.539267); csv, json, markdown and parquet keep every digit.
    JSON has no NaN and no infinity: they become null.
    """
    spreadsheet = Spreadsheet(escape_formulas, byte_order_mark)
    if spreadsheet.flags and output_format != Format.csv:
        stop(f"{spreadsheet.flags} is for -o csv; spreadsheets read no other format so", MISUSE)
    if sql not in (None, "-") and file:
        stop("give the query as an argument or as --file, not both", MISUSE)
    project, limits = current_project(), limits_of(timeout, memory)
    target = _target(project, output)
    asked = release_file(project, release) if release else None
    with explained_faults():
        text = question(sql, file)
        with (
            open_published(project, limits.memory_bytes, asked) as connection,
            limited(connection, limits) as connections,
        ):
            bounds = Bounds(limits, connections)
            if output_format in COPY_OPTIONS:
                copy_answer(connection, text, output_format, target, spreadsheet, bounds)
            else:
                print_answer(connection, text, limit, output_format, target)


def _target(project: Project, output: Path | None) -> Path | None:
    """Return where the result goes, which is over nothing of the project's own."""
    if output and is_own(project, output):
        stop(f"{output} belongs to the project; write the result elsewhere", MISUSE)
    return output.resolve() if output else None
