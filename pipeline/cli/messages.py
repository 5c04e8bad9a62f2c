"""How the commands speak of faults: on standard error, with the exit code that fits."""

from typing import NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from pipeline.cli.build_log import json_log

FAULT = 1
MISUSE = 2

stderr = Console(stderr=True, highlight=False, soft_wrap=True)


def stop(message: str, exit_code: int) -> NoReturn:
    """Say what is wrong and leave with ``exit_code``."""
    if log := json_log.get():
        log.stopped(message, exit_code)
    else:
        stderr.print(message, style="red", markup=False)
    raise typer.Exit(exit_code)


def progress_bar() -> Progress:
    """Return a bar for work of many steps, on standard error, that leaves no trace behind."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=stderr,
        transient=True,
        disable=not stderr.is_terminal,
    )
