"""How long a reader's query may run and how much memory it may take."""

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Timer
from typing import Annotated

import duckdb
import typer

from pipeline.cli.messages import FAULT, MISUSE, stop
from pipeline.readers.published_file import MEMORY_BYTES

UNITS = {"MB": 10**6, "GB": 10**9}
LEAST_MEMORY_BYTES = 100 * UNITS["MB"]
SECONDS = 300.0
# What does not heed an interruption (a sort inside one cell, say) is ended with the process.
GRACE_SECONDS = 2.0

Timeout = Annotated[
    float,
    typer.Option("--timeout", help="Stop the query after so many seconds.", min=0.001),
]
Memory = Annotated[
    str,
    typer.Option("--memory", help="Stop the query when it needs more, e.g. 500MB or 8GB."),
]
MEMORY = f"{MEMORY_BYTES // UNITS['GB']}GB"


class LimitReached(Exception):
    """The query took more time or memory than it may."""


@dataclass(frozen=True)
class Limits:
    """What one query may take."""

    seconds: float
    memory_bytes: int

    @property
    def too_long(self) -> str:
        """Return what to say when time is up."""
        return f"stopped after {self.seconds:g} s; allow more with: --timeout SECONDS"

    @property
    def too_large(self) -> str:
        """Return what to say when memory is used up."""
        size = f"{self.memory_bytes // UNITS['MB']}MB"
        return f"stopped at {size} of memory; ask for less, or allow more with: --memory SIZE"


def limits_of(seconds: float, memory: str) -> Limits:
    """Return the limits that the options name, or leave saying what is wrong with them."""
    found = re.fullmatch(r"(\d{1,9})(MB|GB)", memory.strip().upper())
    memory_bytes = int(found[1]) * UNITS[found[2]] if found else 0
    if memory_bytes < LEAST_MEMORY_BYTES:
        stop(f"--memory {memory}: expected at least 100MB, as in 500MB or 8GB", MISUSE)
    return Limits(seconds, memory_bytes)


@contextmanager
def limited(connection: duckdb.DuckDBPyConnection, limits: Limits) -> Iterator[None]:
    """Stop what runs inside when it takes too long or too much.

    Raises:
        LimitReached: if it was stopped.
    """
    is_up = Event()

    def interrupt() -> None:
        is_up.set()
        connection.interrupt()

    timers = [
        Timer(limits.seconds, interrupt),
        Timer(limits.seconds + GRACE_SECONDS, _end_process, [limits]),
    ]
    for timer in timers:
        timer.daemon = True
        timer.start()
    try:
        with _process_memory(limits):
            yield
    except duckdb.InterruptException:
        if is_up.is_set():
            raise LimitReached(limits.too_long) from None
        raise KeyboardInterrupt from None
    except (duckdb.OutOfMemoryException, MemoryError):
        raise LimitReached(limits.too_large) from None
    finally:
        for timer in timers:
            timer.cancel()


def _end_process(limits: Limits) -> None:
    sys.stderr.write(f"{limits.too_long}\n")
    sys.stderr.flush()
    os._exit(FAULT)


@contextmanager
def _process_memory(limits: Limits) -> Iterator[None]:
    """Limit what DuckDB does not count itself, as one cell of gigabytes, by twice the memory.

    Only Linux can; elsewhere what DuckDB counts is limited all the same.
    """
    if sys.platform != "linux":
        yield
        return
    import resource

    before = resource.getrlimit(resource.RLIMIT_DATA)
    status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    held = 1024 * int(re.search(r"^VmData:\s+(\d+) kB", status, re.MULTILINE)[1])  # type: ignore[index]
    wanted = held + 2 * limits.memory_bytes
    allowed = [limit for limit in before if limit != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_DATA, (min([wanted, *allowed]), before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, before)
