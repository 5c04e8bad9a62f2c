"""How a build tells of its progress: a bar and a line a table for people, or JSON lines."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.progress import Progress

from pipeline.cli.build_log import JsonLog, json_log
from pipeline.cli.messages import harmless, progress_bar, stderr

if TYPE_CHECKING:
    from pipeline.warehouse.releases import Moves


class ProgressBar:
    """Shows the progress of a run on the terminal."""

    def __init__(self, progress: Progress, total: int, is_approved: bool) -> None:
        self.progress = progress
        self.is_approved = is_approved
        self.task = progress.add_task("building", total=total)

    def built(self, table: str, row_count: int | None, seconds: float) -> None:
        """Print a line for the table and move the bar."""
        rows = "macro" if row_count is None else f"{row_count:,} row{'s' * (row_count != 1)}"
        self.progress.console.print(f"{table:<36} {rows:>13} {seconds:7.3f} s")
        self.progress.update(self.task, description=table, advance=1)

    def waiting(self, message: str) -> None:
        """Print whom the run waits for."""
        self.progress.console.print(message, style="yellow")

    def approve(self, moves: "Moves") -> bool:
        """Show what moved by more than facts; ask on a terminal, elsewhere only --yes approves."""
        asks = not self.is_approved and sys.stdin.isatty() and self.progress.console.is_terminal
        if not (self.is_approved or asks):
            return False  # the refusal shows it
        self.progress.stop()
        console = self.progress.console
        console.print("it is not facts alone that changed, and", style="yellow")
        for line in (*(f"{name} is gone" for name in moves.lost), *moves.figures):
            console.print(harmless(f"  {line}"), markup=False)
        if self.is_approved:
            return True
        console.print("publish it? [y/N] ", end="", markup=False)
        return sys.stdin.readline().strip().lower() in ("y", "yes")


@contextmanager
def progress_of(total: int, is_approved: bool = False) -> "Iterator[ProgressBar | JsonLog]":
    """Yield whoever tells of the progress of ``total`` steps.

    ``is_approved`` tells that whatever moved shall be published.
    """
    if log := json_log.get():
        log.is_approved = is_approved
        yield log
        return
    with progress_bar() as progress:
        yield ProgressBar(progress, total, is_approved)


def say_failed(table: str, message: str) -> None:
    """Say why a table could not be built."""
    if log := json_log.get():
        log.failed(table, message)
        return
    stderr.print(f"{table} failed", style="bold red")
    stderr.print(message)


def say_waiting(message: str) -> None:
    """Say whom the build waits for before it knows what to do."""
    if log := json_log.get():
        log.waiting(message)
        return
    stderr.print(message, style="yellow")


def say_plan(stale: Mapping[str, str], total: int) -> None:
    """Say what is left alone, and of what is built which began it and why; nothing if all is."""
    if log := json_log.get():
        log.planned(dict(stale), total - len(stale))
        return
    if len(stale) == total:
        return
    counted = f"building {len(stale)} of {total} tables and macros"
    stderr.print(f"{counted}; the others are what their files and inputs say")
    from pipeline.warehouse.staleness import FOLLOWS

    for name, why in stale.items():
        if not why.startswith(FOLLOWS):
            stderr.print(f"  {name} {why}")
