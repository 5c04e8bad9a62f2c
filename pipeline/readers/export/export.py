"""Hand the published tables out as plain files that need no DuckDB: one a table, described."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from pipeline.project.paths import Project
from pipeline.project.queries import opened
from pipeline.readers.export.data_package import DESCRIPTOR, DataFile, package
from pipeline.readers.export.folder import refuse_foreign_files, replace
from pipeline.readers.export.table_schema import field_type
from pipeline.readers.file_formats import COPY_OPTIONS, Format
from pipeline.readers.published_file import open_published
from pipeline.readers.spreadsheets import Spreadsheet, escaped_formulas, mark_byte_order
from pipeline.tables.record_tables import RECORD_KEYS

TABLES = """
select schema_name || '.' || table_name from duckdb_tables() where not internal order by 1
"""
KEYS = """
select schema_name || '.' || table_name, constraint_column_names
from duckdb_constraints() where constraint_type = 'PRIMARY KEY'
"""


@dataclass(frozen=True)
class Export:
    """What was written: the tables and rows that the release counts, and its own records."""

    release_id: str
    table_count: int
    row_count: int
    record_table_count: int
    byte_count: int


def export(
    project: Project,
    target: Path,
    file_format: Format,
    keys: Mapping[str, Sequence[str]],
    report: Callable[[str, int], None] = lambda table, table_count: None,
    spreadsheet: Spreadsheet = Spreadsheet(),  # noqa: B008  which is frozen
) -> Export:
    """Write every table of the published file into ``target``, whole or not at all.

    ``keys`` names the grain of the derived tables, ``report`` hears each table and how many
    there are, ``spreadsheet`` says what is done to CSV files.

    Raises:
        NotAnExport: if ``target`` holds what no export wrote.
        NoWarehouse: if nothing was published yet.
        OSError, duckdb.Error: if the files cannot be written.
    """
    target = target.resolve()
    refuse_foreign_files(target)
    with open_published(project) as connection:
        tables = [name for (name,) in connection.execute(TABLES).fetchall()]
    target.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=f".{target.name}.", dir=target.parent) as folder:
        staging = Path(folder) / "new"
        places = {name: f"{name.replace('.', '/', 1)}.{file_format}" for name in tables}
        for place in places.values():
            (staging / place).parent.mkdir(parents=True, exist_ok=True)
        # Readers' connections reach no file; this one runs no query of a reader.
        with opened(project.published, read_only=True) as connection:
            files = []
            for table, place in places.items():
                _write(connection, table, staging / place, file_format, spreadsheet)
                files.append(_described(connection, table, staging, place, file_format))
                report(table, len(places))
            declared = dict(connection.execute(KEYS).fetchall())
            described = package(connection, files, {**keys, **declared}, spreadsheet)
        text = json.dumps(described, ensure_ascii=False, indent=2)
        (staging / DESCRIPTOR).write_text(f"{text}\n", encoding="utf-8")
        replace(target, staging, Path(folder) / "old")
    counted = [file for file in files if file.table not in RECORD_KEYS]
    return Export(
        described["release_id"],
        len(counted),
        sum(file.row_count for file in counted),
        len(files) - len(counted),
        sum(file.byte_count for file in files),
    )


def _write(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    path: Path,
    file_format: Format,
    spreadsheet: Spreadsheet,
) -> None:
    columns = connection.execute(f"describe {table}").fetchall()
    is_text = file_format == Format.csv
    texts = [_as_text(*column[:2]) for column in columns] if is_text else ["*"]
    source = f"select {', '.join(texts)} from {table}"
    if spreadsheet.escape_formulas:
        written = connection.execute(f"describe {source}").fetchall()
        source = escaped_formulas(f"({source})", [(name, kind) for name, kind, *_ in written])
    # Sorted, so that two exports of one release are the same to the byte.
    connection.execute(
        f"copy ({source} order by all) to $path ({COPY_OPTIONS[file_format]})", {"path": str(path)}
    )
    if spreadsheet.byte_order_mark:
        mark_byte_order(path)


def _described(
    connection: duckdb.DuckDBPyConnection, table: str, folder: Path, place: str, kind: Format
) -> DataFile:
    path = folder / place
    (row_count,) = connection.execute(f"select count(*) from {table}").fetchone() or (0,)
    with path.open("rb") as stream:
        digest = file_digest(stream, "sha256").hexdigest()
    return DataFile(table, place, kind, row_count, path.stat().st_size, digest)


def _as_text(column: str, duckdb_type: str) -> str:
    """Return the column as Table Schema wants it in a CSV file: ISO 8601 in UTC, JSON."""
    if duckdb_type == "TIMESTAMP WITH TIME ZONE":
        return f"strftime(timezone('UTC', {column}), '%Y-%m-%dT%H:%M:%S.%fZ') as {column}"
    if duckdb_type == "TIMESTAMP":
        return f"strftime({column}, '%Y-%m-%dT%H:%M:%S') as {column}"
    if field_type(duckdb_type) in ("object", "array"):
        return f"to_json({column}) as {column}"
    return column
