"""The ``neocloud`` command: what people type, and how it answers, in words and exit codes.

Whatever it does is done in a room below, so that a program can do it without the command.
"""

import sys
import traceback
from typing import Any

import typer
from typer.exceptions import TyperException

from pipeline.cli.commands.build import build
from pipeline.cli.commands.check import check
from pipeline.cli.commands.diff import diff
from pipeline.cli.commands.explain import explain
from pipeline.cli.commands.export import export
from pipeline.cli.commands.fmt import fmt
from pipeline.cli.commands.query import query
from pipeline.cli.commands.releases import releases, restore
from pipeline.cli.commands.report import report
from pipeline.cli.commands.tables import tables
from pipeline.cli.commands.test import test
from pipeline.cli.commands.ui import ui
from pipeline.cli.commands.verify import verify
from pipeline.cli.messages import FAULT, harmless, stderr
from pipeline.cli.streams import settle_streams
from pipeline.cli.unforeseen_faults import own_fault
from pipeline.project.bad_input import BadInput
from pipeline.project.paths import current_project
from pipeline.project.storage_faults import storage_fault

# What DuckDB says where Ctrl-C meets it between two queries, as while it opens a file.
INTERRUPTED = "Query interrupted"

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
app.command()(check)
app.command()(fmt)
app.command()(test)
app.command()(query)
app.command()(tables)
app.command()(explain)
app.command()(report)
app.command()(export)
app.command()(verify)
app.command()(diff)
app.command()(releases)
app.command()(restore)
app.command()(ui)


def main() -> None:
    """Run the command line; an interrupted command leaves with 130, as shells expect.

    Whatever goes wrong is said in a few words, a fault of neocloud itself in one line that names
    the log with the whole traceback.
    """
    settle_streams()
    try:
        sys.exit(_run())
    except KeyboardInterrupt:
        stderr.print("given up; nothing was published and the last release stays")
        sys.exit(130)
    except RuntimeError as error:
        if str(error) != INTERRUPTED:
            stderr.print(_unforeseen(error), style="red")
            sys.exit(FAULT)
        stderr.print("given up")
        sys.exit(130)
    except BadInput as error:
        stderr.print(str(error), style="red")
        sys.exit(FAULT)
    except Exception as error:
        stderr.print(_unforeseen(error), style="red")
        sys.exit(FAULT)


def _run() -> int:
    """Run the command and return its exit code; a wrong option is shown without its orders."""
    try:
        return app(standalone_mode=False) or 0
    except TyperException as error:
        from typer.rich_utils import rich_format_error

        wrong: Any = error  # what Typer raises and shows is of a class that it keeps to itself
        wrong.message = harmless(wrong.message)
        rich_format_error(wrong)
        return int(wrong.exit_code)


def _unforeseen(error: Exception) -> str:
    """Return what to say of an error that no command foresaw: the disk's, the system's, or ours."""
    project = current_project()
    if fault := storage_fault(error, project):
        return fault
    if isinstance(error, OSError):
        return f"the system refuses: {error}; mend that and run it again"
    return own_fault(project, f"{type(error).__name__}: {error}", traceback.format_exc())
