"""Which program builds: what makes a table of a file counts for it as much as the file does."""

from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

# The rooms that read, check and make tables, and what records them.
ROOMS = Path(__file__).parents[1]
MAKES_TABLES = (
    *(ROOMS / room for room in ("project", "schemas", "tables")),
    Path(__file__).with_name("build.py"),
)
LIBRARIES = ("duckdb", "sqlglot")


@cache
def program_version() -> str:
    """Return a hash of the code that makes tables of files, and of the libraries that do."""
    digest = sha256(" ".join(f"{name} {version(name)}" for name in LIBRARIES).encode())
    for place in MAKES_TABLES:
        for path in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:16]
