"""Say what the disk refused, in one line and with the remedy, whichever library met it first.

Python, DuckDB, SQLite and Dagster each word the same refusal differently, or wrap it.
"""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb

from pipeline.project.paths import Project

FULL = r"No space left|File too large|Disk quota|disk is full|Errno (28|27|122)\b|ENOSPC"
DENIED = r"Permission denied|Read-only file system|readonly database|Errno (1|13|30)\b"
DENIED += r"|unable to open database file"
BLOCKED = r"Not a directory|File exists|Is a directory|Errno (17|20|21)\b"
IN_USE = r"Could not set lock on file.*?held in (?P<who>[^\n]*?PID \d+\)?)"
DAMAGED = r"not a valid DuckDB|Could not read|Corrupt database|version number|Storage Version"
DAMAGED += r"|Serialization Error"
# At opening a file these can only come from what it holds; later, from a query as well.
DAMAGED_AT_OPENING = rf"{DAMAGED}|Is a directory|FATAL Error|INTERNAL Error"
MEGABYTE = 1_000_000


def is_damaged(error: BaseException) -> bool:
    """Return whether DuckDB refused to open a file for what it holds, not for where it lies."""
    return re.search(DAMAGED_AT_OPENING, str(error)) is not None


def is_full(error: BaseException) -> bool:
    """Return whether a disk has no room, or a file may grow no larger."""
    return any(re.search(FULL, str(link)) for link in _chain(error))


def refusal(error: OSError | duckdb.Error) -> str:
    """Return why something cannot be written, without the record that DuckDB may wrap it in."""
    if is_full(error):
        return "no room is left on the disk, or a file may grow no larger"
    return getattr(error, "strerror", None) or _first_line(str(error))


def storage_fault(error: BaseException, project: Project) -> str | None:
    """Return what the disk refused and what to do; None if ``error`` is about something else."""
    for text in (str(link) for link in _chain(error) if not _lies_elsewhere(link, project)):
        if re.search(FULL, text):
            return _full(project)
        if found := re.search(IN_USE, text, re.DOTALL):
            return _in_use(project, found["who"])
        if re.search(DENIED, text):
            return (
                f"{project.data} cannot be written ({_first_line(text)}); the last release is as it"
                " was; give this user the right to write there, or set NEOCLOUD_DATA to a folder"
                " that can be written"
            )
        if re.search(BLOCKED, text):
            return (
                f"something stands where a file or folder of {project.data} belongs"
                f" ({_first_line(text)}); move it away, then run again: neocloud build"
            )
        if re.search(DAMAGED, text):
            return (
                f"{project.shown(project.working)} was damaged and is deleted"
                f" ({_first_line(text)}); the last release is as it was; all of it is made anew"
                " by: neocloud build"
            )
    return None


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield the error and what it was raised for, first cause last."""
    seen: set[int] = set()
    waiting: list[BaseException | None] = [error]
    while waiting:
        link = waiting.pop(0)
        if link is not None and id(link) not in seen:
            seen.add(id(link))
            yield link
            waiting += [link.__cause__, link.__context__]


def _lies_elsewhere(error: BaseException, project: Project) -> bool:
    """Return whether the system refused a file that is none of ours to write, a seed for one."""
    name = error.filename if isinstance(error, OSError) else None
    return isinstance(name, str) and not Path(name).is_relative_to(project.data)


def _first_line(text: str) -> str:
    return text.strip().splitlines()[0][:200]


def _full(project: Project) -> str:
    folder = next(p for p in (project.data, *project.data.parents) if p.exists())
    free = shutil.disk_usage(folder).free / MEGABYTE
    size = project.working.stat().st_size / MEGABYTE if project.working.exists() else 0
    return (
        f"the disk of {project.data} is full: {free:.1f} MB are free, a release takes about"
        f" {3 * max(size, 4):.0f} MB (working file, published file, kept copy); the last release"
        " is as it was; free some space, then run again: neocloud build"
    )


def _in_use(project: Project, who: str) -> str:
    return (
        f"{project.shown(project.working)} is open in {who}; close it there, then run again:"
        f" neocloud build (to read, open {project.shown(project.published)}: it is never locked)"
    )
