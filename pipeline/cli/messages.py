"""How the commands speak: in text that steers no terminal, and of faults with a fitting code."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from pipeline.cli.build_log import json_log

FAULT = 1
MISUSE = 2

# What a terminal obeys instead of showing it: C0, DEL, C1, and what turns the direction of text.
# The first have symbols of their own, the others are written out.
STEERING = {code: chr(0x2400 + code) for code in range(32) if chr(code) not in "\t\n"}
STEERING |= {127: "\u2421"} | {code: f"\\x{code:02x}" for code in range(128, 160)}
STEERING |= {
    code: f"\\u{code:04x}"
    for code in (0x61C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A))
}


def harmless(text: str) -> str:
    """Return ``text`` with every sign that a terminal would obey made visible."""
    return text.translate(STEERING)


class Plain(Console):
    """A console that shows any text as it is: no markup, no emoji, no orders to the terminal."""

    def __init__(self, **options: Any) -> None:
        super().__init__(markup=False, emoji=False, highlight=False, **options)

    def print(self, *objects: Any, **options: Any) -> None:
        """Print texts made harmless, and tables, whose cells are made so by whoever fills them."""
        shown = (harmless(each) if isinstance(each, str) else each for each in objects)
        super().print(*shown, **options)


stderr = Plain(stderr=True, soft_wrap=True)


def stop(message: str, exit_code: int) -> NoReturn:
    """Say what is wrong and leave with ``exit_code``."""
    if log := json_log.get():
        log.stopped(message, exit_code)
    else:
        stderr.print(message, style="red")
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
