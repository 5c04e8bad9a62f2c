"""The options of the commands whose declaration is long, each once."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from pipeline.readers.file_formats import Format

RELEASE = "its id or the start of it, `previous`, or a path"

Sql = Annotated[
    str | None,
    typer.Argument(help="One SQL query. Left out or `-`: read it from standard input."),
]
SqlFilePath = Annotated[
    Path | None,
    typer.Option("--file", "-f", help="Read the query from a file.", exists=True, dir_okay=False),
]
AskedRelease = Annotated[
    str | None, typer.Option("--release", "-r", help=f"Ask a kept release: {RELEASE}.")
]
ResultFormat = Annotated[Format, typer.Option("--format", "-o", help="How to write the result.")]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-O", help="Write to a file instead of standard output."),
]
RowLimit = Annotated[int, typer.Option("--limit", help="Most rows of a table or markdown.", min=1)]
EscapeFormulas = Annotated[
    bool,
    typer.Option(
        "--escape-formulas",
        help="CSV for a spreadsheet: put a quote before text that begins with = + - @ or a control"
        " character, which would run as a formula. This changes those cells.",
    ),
]
ByteOrderMark = Annotated[
    bool,
    typer.Option(
        "--byte-order-mark",
        help="CSV for a spreadsheet: begin the file with the mark by which it knows UTF-8, and so"
        " reads Chinese.",
    ),
]

ExportFolder = Annotated[
    Path, typer.Argument(help="Folder to write: new, empty, or an earlier export to replace.")
]
ExportFormat = Annotated[
    Literal[Format.parquet, Format.csv],
    typer.Option("--format", "-o", help="How to write the tables."),
]

EarlierRelease = Annotated[
    str, typer.Argument(help="A release: its id or the start of it, `previous`, or a path.")
]
LaterRelease = Annotated[str, typer.Argument(help="Another, or `latest`: what readers see.")]
OnlyTables = Annotated[
    list[str] | None, typer.Option("--table", "-t", help="Only this table; may be repeated.")
]
ChangesFormat = Annotated[
    Literal[Format.table, Format.wide, Format.csv, Format.json, Format.markdown],
    typer.Option("--format", "-o", help="How to write the changes."),
]
ChangesShown = Annotated[
    int, typer.Option("--limit", "-n", min=1, help="Changes shown of each table, for people.")
]
ExitCode = Annotated[bool, typer.Option("--exit-code", help="End with 1 if anything changed.")]
