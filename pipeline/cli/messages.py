"""How the commands speak of faults: on standard error, with the exit code that fits."""

from typing import NoReturn

import typer
from rich.console import Console

FAULT = 1
MISUSE = 2

stderr = Console(stderr=True, highlight=False, soft_wrap=True)


def stop(message: str, exit_code: int) -> NoReturn:
    """Say what is wrong and leave with ``exit_code``."""
    stderr.print(message, style="red", markup=False)
    raise typer.Exit(exit_code)
