"""A copy of Dagster's home for who may read it, but not write: to look at, and to throw away."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.orchestration.instance.home import prepare_home
from pipeline.project.paths import Project


def is_writable(project: Project) -> bool:
    """Return whether Dagster can write its home, or make it; SQLite keeps its locks there."""
    home = project.dagster_home
    if not home.exists():
        return os.access(next(p for p in home.parents if p.exists()), os.W_OK)
    kept = (home, *(path for folder in home.glob("*") for path in (folder, *folder.glob("*.db*"))))
    return all(os.access(path, os.W_OK) for path in kept)


@contextmanager
def borrowed_home(project: Project) -> Iterator[Path]:
    """Give a home in a temporary folder, with the runs so far as far as they may be read."""
    with TemporaryDirectory(prefix="neocloud-ui-", ignore_cleanup_errors=True) as folder:
        own = replace(project, data=Path(folder))
        for path in sorted(project.dagster_home.rglob("*")):
            if path.is_file() and path.suffix != ".db-shm" and os.access(path, os.R_OK):
                target = own.dagster_home / path.relative_to(project.dagster_home)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)
        yield prepare_home(own)
