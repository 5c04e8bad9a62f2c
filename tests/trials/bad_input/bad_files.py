"""How a case of the corpus is written: which file is changed, how, and what must be said of it."""

import csv
import io
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

Change = Callable[[Path], None]


@dataclass(frozen=True)
class Case:
    """Files of a project to change, and the one line that must then be said.

    ``select`` is what `neocloud build` is asked to make: the table whose file is changed.
    """

    name: str
    changes: Mapping[str, Change]
    message: str
    select: str

    def __str__(self) -> str:
        return self.name


def case(name: str, file: str, change: Change | str | bytes, message: str, **others: str) -> Case:
    """Return the case of one changed file, or of several: ``others`` are SQL texts by table.

    ``message`` follows the file's name if it begins with a line; else it is the whole.
    """
    texts = {f"sql/{place.replace('__', '/', 1)}.sql": text for place, text in others.items()}
    changes = {
        place: made if callable(made) else write(made)
        for place, made in ({file: change} | texts).items()
    }
    folder, _, stem = file.removesuffix(Path(file).suffix).rpartition("/")
    table = f"{folder.rpartition('/')[2]}/{stem.partition('__')[0]}"
    shown = f"{file}:{message}" if message[0].isdigit() else message
    return Case(name, changes, shown, f"key:{table}")


def write(content: str | bytes) -> Change:
    """Put a file with this content."""

    def change(path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())

    return change


def replace(old: str | bytes, new: str | bytes) -> Change:
    """Replace the first occurrence."""
    before, after = (part if isinstance(part, bytes) else part.encode() for part in (old, new))

    def change(path: Path) -> None:
        content = path.read_bytes()
        assert before in content, f"{path} does not hold {old!r}"
        path.write_bytes(content.replace(before, after, 1))

    return change


def cells(**values: str) -> Change:
    """Set these cells of the first row."""

    def change(path: Path) -> None:
        header, first, *rows = csv.reader(io.StringIO(path.read_text("utf-8"), newline=""))
        for column, value in values.items():
            first[header.index(column)] = value
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file, lineterminator="\n").writerows([header, first, *rows])

    return change


def header(change_names: Callable[[list[str]], list[str]]) -> Change:
    """Change the header line and leave the rows."""

    def change(path: Path) -> None:
        names, _, rows = path.read_text("utf-8").partition("\n")
        path.write_text(f"{','.join(change_names(names.split(',')))}\n{rows}", "utf-8")

    return change


def encoded(encoding: str) -> Change:
    """Save the file in another encoding."""
    return lambda path: path.write_bytes(path.read_text("utf-8").encode(encoding)) and None


def removed(path: Path) -> None:
    """Take the file away."""
    path.unlink()


def folder(path: Path) -> None:
    """Put a folder in the place of the file."""
    path.unlink(missing_ok=True)
    path.mkdir(parents=True)


def restore(changed: Path, good: Path) -> None:
    """Make the changed path what it is in the good project."""
    if changed.is_dir():
        shutil.rmtree(changed)
    changed.unlink(missing_ok=True)
    if good.exists():
        shutil.copy(good, changed)
