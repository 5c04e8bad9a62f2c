"""One run at a time: the lock on the working file, and whom a waiting run waits for."""

import json
import os
import platform
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

POLL_SECONDS = 0.2


@contextmanager
def run_lock(path: Path, run_id: str, say: Callable[[str], None]) -> Iterator[None]:
    """Hold the lock at ``path``; while another run holds it, wait and say for whom.

    The kernel frees the lock of a process that dies, so a dead run never blocks a live one.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    lock, owner = FileLock(path), path.with_suffix(".json")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        say(f"waiting for {_owner(owner)}; press Ctrl-C to give up")
        lock.acquire(poll_interval=POLL_SECONDS)
    try:
        owner.write_text(json.dumps(_me(run_id)), encoding="utf-8")
        yield
    finally:
        owner.unlink(missing_ok=True)
        lock.release()


def _me(run_id: str) -> dict[str, str | int]:
    return {
        "run_id": run_id,
        "process_id": os.getpid(),
        "host": platform.node(),
        "since": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def _owner(path: Path) -> str:
    try:
        owner = json.loads(path.read_text(encoding="utf-8"))
        return "run {run_id} (process {process_id} on {host}, since {since})".format(**owner)
    except (OSError, ValueError, KeyError):
        return "another run"
