"""What a reader's query and the writing of its result may take: the options and their words."""

import math
import os
import re
import sys
from contextlib import suppress
from dataclasses import dataclass
from typing import Annotated

import typer

from pipeline.cli.messages import FAULT, MISUSE, stop
from pipeline.project.whole_files import delete_unfinished
from pipeline.readers.published_file import MEMORY_BYTES

UNITS = {"MB": 10**6, "GB": 10**9}
LEAST_MEMORY_BYTES = 100 * UNITS["MB"]
SECONDS = 300.0
LONGEST_SECONDS = 86_400.0

Timeout = Annotated[
    float,
    typer.Option(
        "--timeout",
        help="Stop the query, and the writing of its result, after so many seconds.",
        min=0.001,
        max=LONGEST_SECONDS,
    ),
]
Memory = Annotated[
    str,
    typer.Option(
        "--memory", help="Stop when the query or its written result is larger, e.g. 500MB or 8GB."
    ),
]
MEMORY = f"{MEMORY_BYTES // UNITS['GB']}GB"


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

    @property
    def too_long_a_file(self) -> str:
        """Return what to say when the written result is too large."""
        size = f"{self.memory_bytes // UNITS['MB']}MB"
        return f"stopped at {size} of output; ask for less, or allow more with: --memory SIZE"

    def end_process(self) -> None:
        """End the process, which heeded nothing else, without leaving half a file."""
        delete_unfinished()
        with suppress(OSError, ValueError):
            sys.stderr.write(f"{self.too_long}\n")
            sys.stderr.flush()
        os._exit(FAULT)


def limits_of(seconds: float, memory: str) -> Limits:
    """Return the limits that the options name, or leave saying what is wrong with them."""
    found = re.fullmatch(r"(\d{1,9})(MB|GB)", memory.strip().upper())
    memory_bytes = int(found[1]) * UNITS[found[2]] if found else 0
    if not math.isfinite(seconds):
        stop(f"--timeout {seconds}: expected seconds, at most {LONGEST_SECONDS:.0f}", MISUSE)
    if memory_bytes < LEAST_MEMORY_BYTES:
        stop(f"--memory {memory}: expected at least 100MB, as in 500MB or 8GB", MISUSE)
    return Limits(seconds, memory_bytes)
