"""Tell whoever started a run in this process how it is getting on."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol

from pipeline.warehouse.releases import Moves


class Listener(Protocol):
    """Hears what a run does while it does it."""

    def built(self, table: str, row_count: int | None, seconds: float) -> None:
        """Hear that a table was built, checked and kept."""

    def waiting(self, message: str) -> None:
        """Hear that the run waits for another."""

    def approve(self, moves: Moves) -> bool:
        """Hear what publishing would move by more than facts; return whether to publish."""


_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Send the progress of runs in this context to ``listener``."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


def report_built(table: str, row_count: int | None, seconds: float) -> None:
    """Say that a table was built."""
    if listener := _listener.get():
        listener.built(table, row_count, seconds)


def report_waiting(message: str) -> None:
    """Say that the run waits for another."""
    if listener := _listener.get():
        listener.waiting(message)


def approved(moves: Moves) -> bool:
    """Ask whoever listens whether to publish what moved.

    Where nobody does, figures are published and shown, and a lost name is not: readers' SQL would
    break, and nobody there has seen it.
    """
    listener = _listener.get()
    return listener.approve(moves) if listener else not moves.lost
