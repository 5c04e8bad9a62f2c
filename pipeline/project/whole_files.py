"""Write, copy and replace files so that neither a crash nor a power cut leaves half of one."""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# What this process is writing and nobody may see: whoever ends it at once deletes these first.
unfinished: set[Path] = set()


def delete_unfinished() -> None:
    """Delete what this process has begun to write and not put in place."""
    for path in tuple(unfinished):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


@contextmanager
def written_whole(target: Path) -> Iterator[Path]:
    """Give a path to write to; what is there at the end takes the place of ``target`` in one step.

    If anything fails, ``target`` stays as it was and nothing is left beside it.
    """
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    unfinished.add(part)
    try:
        yield part
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
        unfinished.discard(part)


def copy_to_disk(source: Path, target: Path) -> None:
    """Copy a file to the disk itself, sharing its blocks where the file system can."""
    with source.open("rb") as reading, target.open("wb") as writing:
        try:
            while os.copy_file_range(reading.fileno(), writing.fileno(), 1 << 30):
                pass
        except (AttributeError, OSError) as error:
            # Not every system or pair of file systems has the call; a full disk is no such case.
            if getattr(error, "errno", errno.ENOSYS) not in (
                errno.ENOSYS,
                errno.EXDEV,
                errno.EINVAL,
                errno.EOPNOTSUPP,
            ):
                raise
            reading.seek(0)
            writing.seek(0)
            shutil.copyfileobj(reading, writing)
        writing.flush()
        os.fsync(writing.fileno())


def put_in_place(copy: Path, target: Path) -> None:
    """Replace ``target`` by ``copy``, which is on the disk already, in one step."""
    # A log left by whoever wrote to the old file would be played into the new one.
    log_of(target).unlink(missing_ok=True)
    copy.replace(target)
    _sync(target.parent)


def log_of(database: Path) -> Path:
    """Return where DuckDB logs what it has not yet written into the file itself."""
    return database.with_name(f"{database.name}.wal")


def _sync(folder: Path) -> None:
    """Make the renaming itself survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
