"""How DuckDB is opened and asked: one way for every file, name and result."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb

Row = dict[str, Any]
Setting = str | bool | int | float | list[str]


def opened(
    path: Path | None = None, settings: Mapping[str, Setting] | None = None, read_only: bool = False
) -> duckdb.DuckDBPyConnection:
    """Open a DuckDB file, or one in memory; days are those of UTC, and no bar is drawn.

    ``settings`` are DuckDB's own, in force before the file is opened.

    Raises:
        duckdb.Error: if the file is missing, in use, damaged or no DuckDB file.
    """
    place = ":memory:" if path is None else str(path)
    connection = duckdb.connect(place, read_only=read_only, config=dict(settings or {}))
    # Both are known only once a connection is there. The bar would mix with what is printed.
    connection.execute("set timezone = 'UTC'; set enable_progress_bar = false")
    return connection


def quoted(text: str) -> str:
    """Return ``text`` as a SQL string."""
    return "'" + text.replace("'", "''") + "'"


def quoted_name(name: str) -> str:
    """Return ``schema.table``, or a column, with each part in quotes."""
    return ".".join(map(quoted_column, name.split(".")))


def quoted_column(name: str) -> str:
    """Return a column's name in quotes, whatever a reader called it: a point parts nothing."""
    return '"' + name.replace('"', '""') + '"'


def rows(result: duckdb.DuckDBPyConnection) -> list[Row]:
    """Return a result as one dictionary a row."""
    names = [column[0] for column in result.description or []]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]
