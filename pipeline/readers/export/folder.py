"""The folder of an export: replaced whole, and only if it holds nothing else."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.readers.export.data_package import DESCRIPTOR, NAME


class NotAnExport(Exception):
    """The folder holds something that no export wrote, and would have to be overwritten."""


def refuse_foreign_files(target: Path) -> None:
    """Raise ``NotAnExport`` if replacing the folder would lose anything but an export."""
    if not target.exists():
        return
    if not target.is_dir():
        raise NotAnExport(f"{target} is a file; name a folder that is new, empty or an export")
    foreign = sorted(set(_files(target)) - _exported(target))
    if foreign:
        raise NotAnExport(
            f"{target} holds {foreign[0]}, which no export wrote ({len(foreign)} such files);"
            " remedy: name a folder that is new, empty or an earlier export"
        )


def _files(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*"):
        if path.is_symlink() or not path.is_dir():
            yield path.relative_to(folder).as_posix()


def _exported(folder: Path) -> set[str]:
    """Return the files that an export into the folder wrote, by its own descriptor."""
    try:
        described: Any = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))
        if described["name"] != NAME:
            return set()
        return {DESCRIPTOR, *(resource["path"] for resource in described["resources"])}
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def replace(target: Path, staging: Path, old: Path) -> None:
    """Put the finished folder in place; if that fails, put the earlier one back."""
    if target.exists():
        target.rename(old)
    try:
        staging.rename(target)
    except BaseException:
        if old.exists():
            old.rename(target)
        raise
