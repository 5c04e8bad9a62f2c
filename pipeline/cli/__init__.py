"""The ``neocloud`` command: build the warehouse, query it, watch it."""

import sys

import typer
from rich.console import Console

from pipeline.cli.build import build
from pipeline.cli.explain import explain
from pipeline.cli.query import query
from pipeline.cli.report import report
from pipeline.cli.ui import ui

# 0 done; 1 the data or a check is at fault; 2 wrong usage.
FAULT, MISUSE = 1, 2

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    help=(
        "What GPU compute costs, who funds it and how fast it grows: one DuckDB file, every"
        " number with its source.\n\n"
        'Start with `neocloud build`, then `neocloud query "from cost.gpu_unit_costs"`.'
    ),
)
app.command()(build)
app.command()(query)
app.command()(explain)
app.command()(report)
app.command()(ui)


def main() -> None:
    """Run the command line; an interrupted command leaves with 130, as shells expect."""
    try:
        app()
    except KeyboardInterrupt:
        Console(stderr=True).print("given up; nothing was published and the last release stays")
        sys.exit(130)
