"""How the commands speak of faults: on standard error, with the exit code that fits."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
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


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """Give a bar for work of many steps, on standard error, that leaves no trace behind."""
    with _own_terminal() as console:
        progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        with progress:
            yield progress


@contextmanager
def _own_terminal() -> Iterator[Console]:
    """Give a console on the terminal itself, whatever standard error is turned to meanwhile.

    Dagster turns it to the log of each step, where Rich would no longer erase what it drew.
    """
    if not stderr.is_terminal:
        yield stderr
        return
    with os.fdopen(os.dup(sys.stderr.fileno()), "w", encoding=sys.stderr.encoding) as terminal:
        yield Console(file=terminal, force_terminal=True, highlight=False, soft_wrap=True)
