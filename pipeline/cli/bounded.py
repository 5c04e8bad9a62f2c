"""Stop what takes too long or too much: DuckDB's work, Python's, and the files it writes."""

import errno
import os
import re
import sys
from _thread import interrupt_main
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Timer

import duckdb

from pipeline.cli.query_limits import Limits

# What does not heed DuckDB's interruption (Python laying out a table, say) gets Python's, and what
# heeds neither (a sort inside one cell) is ended with the process.
PATIENCE_SECONDS, GRACE_SECONDS = 1.0, 2.0


class LimitReached(Exception):
    """The query took more time or memory than it may."""


@contextmanager
def limited(
    connection: duckdb.DuckDBPyConnection, limits: Limits
) -> Iterator[list[duckdb.DuckDBPyConnection]]:
    """Stop what runs inside when it takes too long or too much; it may add further connections.

    Raises:
        LimitReached: if it was stopped.
    """
    connections, is_up = [connection], Event()

    def interrupt() -> None:
        is_up.set()
        for each in connections:
            each.interrupt()

    steps = (
        (0, interrupt),
        (PATIENCE_SECONDS, interrupt_main),
        (GRACE_SECONDS, limits.end_process),
    )
    timers = [Timer(limits.seconds + later, step) for later, step in steps]
    for timer in timers:
        timer.daemon = True
        timer.start()
    try:
        with _process_memory(limits):
            yield connections
    except (duckdb.OutOfMemoryException, MemoryError):
        raise LimitReached(limits.too_large) from None
    except (duckdb.Error, KeyboardInterrupt) as error:
        # Who reads from an interrupted connection may word that as an error of its own.
        if is_up.is_set():
            raise LimitReached(limits.too_long) from None
        if isinstance(error, duckdb.InterruptException | KeyboardInterrupt):
            raise KeyboardInterrupt from None
        raise
    finally:
        for timer in timers:
            timer.cancel()


@contextmanager
def limited_files(limits: Limits) -> Iterator[None]:
    """Stop what runs inside when a file it writes grows larger than the memory allowed.

    Raises:
        LimitReached: if it was stopped.
    """
    if sys.platform == "win32":
        yield
        return
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    allowed = [limit for limit in before if limit != resource.RLIM_INFINITY]
    is_ours = all(limits.memory_bytes < limit for limit in allowed)
    if is_ours:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limits.memory_bytes, before[1]))
    try:
        yield
    except (OSError, duckdb.IOException) as error:
        if is_ours and os.strerror(errno.EFBIG) in str(error):
            raise LimitReached(limits.too_long_a_file) from None
        raise
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


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
