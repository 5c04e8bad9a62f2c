"""The order of a seed file: by its key, so that two people add the same row in the same place."""

import csv
import io
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from pipeline.project.bad_input import Unreadable, content_of, plain_text
from pipeline.project.paths import Project
from pipeline.schemas.base import Seed, Seeds


def disorder(project: Project, seeds: Seeds) -> Iterator[str]:
    """Yield the seeds whose rows do not stand in the order of their key."""
    for name, seed in seeds.items():
        place = f"seeds/{name.replace('.', '/')}.csv"
        path = project.seeds / place.removeprefix("seeds/")
        try:
            line = unsorted_line(seed, path) if path.is_file() else None
        except Unreadable:  # the seed itself says so
            continue
        if line:
            yield f"{place}:{line} stands before a smaller {', '.join(seed.key())}; neocloud fmt"


def unsorted_line(seed: type[Seed], path: Path) -> int | None:
    """Return the first line whose key stands before that of the line above it; none if sorted.

    Raises:
        Unreadable: if the file is no text.
    """
    records = _records(seed, plain_text(content_of(path)))
    for (_, above, _), (line, key, _) in pairwise(records):
        if key < above:
            return line
    return None


def sorted_text(seed: type[Seed], text: str) -> str:
    """Return the text of a seed file with its rows in the order of their key, each as written."""
    header = text.splitlines(keepends=True)[0]
    rows = sorted(_records(seed, text), key=lambda record: record[1])
    return header + "".join(written for _, _, written in rows)


def _records(seed: type[Seed], text: str) -> list[tuple[int, tuple[str, ...], str]]:
    """Return line, key and text of each row; a cell in quotes may run over several lines."""
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    reader = csv.reader(io.StringIO(text, newline=""))
    columns = next(reader, [])
    places = [columns.index(name) for name in seed.key() if name in columns]
    found, start = [], reader.line_num
    for cells in reader:
        key = tuple(cells[place] if place < len(cells) else "" for place in places)
        found.append((start + 1, key, "".join(lines[start : reader.line_num])))
        start = reader.line_num
    return found
