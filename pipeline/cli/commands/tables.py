"""``neocloud tables``: which tables, columns and macros there are."""

import sys
from typing import Annotated, Literal

import duckdb
import typer

from pipeline.cli.bounded import limited
from pipeline.cli.found_names import print_names
from pipeline.cli.messages import MISUSE, stop
from pipeline.cli.query_answers import SHOWN_ROWS, copy_answer, print_answer
from pipeline.cli.query_limits import MEMORY, SECONDS, limits_of
from pipeline.cli.reader_faults import explained_faults
from pipeline.cli.result_files import Bounds
from pipeline.cli.typed_text import as_utf8
from pipeline.project.paths import current_project
from pipeline.readers.file_formats import COPY_OPTIONS, Format
from pipeline.readers.own_names import OWN_TABLES, matching, nearest_tables
from pipeline.readers.published_file import open_published
from pipeline.readers.spreadsheets import Spreadsheet

ShownAs = Literal[Format.table, Format.wide, Format.csv, Format.json, Format.markdown]


def tables(
    words: Annotated[
        list[str] | None, typer.Argument(help="Words that a name or its description holds.")
    ] = None,
    output_format: Annotated[
        ShownAs, typer.Option("--format", "-o", help="How to write the names.")
    ] = Format.table,
) -> None:
    """Find tables, columns and macros by their names and what they mean.

    Without a word: every table, its rows and what one row is. With words: the tables, macros and
    columns in whose name or description words begin with all of them, or which take such a code.

        neocloud tables

        neocloud tables valuation

        neocloud tables gpu hour usd -o wide

    Then `neocloud query "describe cost.gpu_unit_costs"` shows the columns of one table, and
    `neocloud query "summarize cost.gpu_unit_costs"` what is in them. Ends with 2 if no name fits.
    """
    limits = limits_of(SECONDS, MEMORY)
    with (
        explained_faults(),
        open_published(current_project(), limits.memory_bytes) as connection,
        limited(connection, limits) as connections,
    ):
        asked = as_utf8(" ".join(words or ()))
        text = matching(asked) if asked else OWN_TABLES
        if not connection.execute(text).fetchone():
            known = [name for name, *_ in connection.execute(OWN_TABLES).fetchall()]
            stop(
                f"no name and no description holds {asked!r}{nearest_tables(asked, known)}", MISUSE
            )
        if output_format in COPY_OPTIONS:
            bounds = Bounds(limits, connections)
            copy_answer(connection, text, output_format, None, Spreadsheet(), bounds)
        elif output_format == Format.table and sys.stdout.isatty():
            found = connection.execute(text)
            columns = [(name, kind == duckdb.NUMBER) for name, kind, *_ in found.description or []]
            print_names(columns, found.fetchall())
        else:
            print_answer(connection, text, SHOWN_ROWS, output_format)
