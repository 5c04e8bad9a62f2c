"""Warehouses side by side in one connection, for reading."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from pipeline.project.queries import opened, quoted, quoted_name


@contextmanager
def attached(**files: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open warehouses for reading, side by side, each under the name given.

    Raises:
        duckdb.Error: if a file is missing or no DuckDB file.
    """
    with opened() as connection:
        for name, path in files.items():
            connection.execute(f"attach {quoted(str(path))} as {quoted_name(name)} (read_only)")
        yield connection
