"""How the commands speak of faults: on standard error, with the exit code that fits."""

from typing import NoReturn

import typer
from rich.console import Console

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
