"""Which documents no longer say what the published warehouse does."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from tempfile import TemporaryFile
from typing import IO

from pipeline.project.paths import Project

CHANGED = "(changed)"
DIFFERS = 5  # how cog ends where a document would change


def documents(project: Project) -> list[str]:
    """Return the documents that have a part which the warehouse writes, by their place."""
    found = [project.root / "README.md"]
    for pattern in ("*.md", "tables/*.md", "pictures/*.svg"):
        found += sorted((project.root / "docs").glob(pattern))
    marked = (path for path in found if path.is_file() and "[[[cog" in path.read_text("utf-8"))
    return [path.relative_to(project.root).as_posix() for path in marked]


@contextmanager
def stale_documents(project: Project) -> Iterator[Callable[[], list[str]]]:
    """Look at the documents meanwhile, in a process of its own; give who waits for what it finds.

    It needs cog, which only who develops has, and reads the published file.
    """
    if not find_spec("cogapp") or not project.published.exists():
        yield list
        return
    command = [sys.executable, "-m", "cogapp", "--check", *documents(project)]
    with (
        TemporaryFile("w+", encoding="utf-8", errors="replace") as said,
        subprocess.Popen(command, cwd=project.root, stdout=said, stderr=said) as process,
    ):
        try:
            yield lambda: _found(process.wait(), said)
        finally:
            process.kill()


def _found(code: int, output: IO[str]) -> list[str]:
    """Return what cog says of documents: those that differ, or why it could not look."""
    output.seek(0)
    said = output.read()
    changed = [line for line in said.splitlines() if line.endswith(CHANGED)]
    places = (line.removeprefix("Checking ").removesuffix(CHANGED).strip() for line in changed)
    faults = [f"{place}:1 is not what the published warehouse says; make docs" for place in places]
    if code not in (0, DIFFERS):
        faults.append(f"docs:1 cannot be looked at: {said.strip()[-200:]}; make docs shows more")
    return faults
