"""How a build tells of its progress: a bar and a line a table for people, or JSON lines."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.progress import Progress

from pipeline.cli.build_log import JsonLog, json_log
from pipeline.cli.messages import progress_bar, stderr


class ProgressBar:
    """Shows the progress of a run on the terminal."""

    def __init__(self, progress: Progress, total: int) -> None:
        self.progress = progress
        self.task = progress.add_task("building", total=total)

    def built(self, table: str, row_count: int | None, seconds: float) -> None:
        """Print a line for the table and move the bar."""
        rows = "macro" if row_count is None else f"{row_count:,} row{'s' * (row_count != 1)}"
        self.progress.console.print(f"{table:<36} {rows:>13} {seconds:7.3f} s")
        self.progress.update(self.task, description=table, advance=1)

    def waiting(self, message: str) -> None:
        """Print whom the run waits for."""
        self.progress.console.print(message, style="yellow")


@contextmanager
def progress_of(total: int) -> "Iterator[ProgressBar | JsonLog]":
    """Yield whoever tells of the progress of ``total`` steps."""
    if log := json_log.get():
        yield log
        return
    with progress_bar() as progress:
        yield ProgressBar(progress, total)


def say_failed(table: str, message: str) -> None:
    """Say why a table could not be built."""
    if log := json_log.get():
        log.failed(table, message)
        return
    stderr.print(f"{table} failed", style="bold red")
    stderr.print(message)
