"""Describe exported tables as a Data Package: what they are, whose, under which licence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from importlib.metadata import metadata
from typing import Any

import duckdb

from pipeline.project.queries import rows
from pipeline.readers.export.table_schema import table_schema
from pipeline.readers.file_formats import MEDIA_TYPES, Format
from pipeline.readers.spreadsheets import Spreadsheet
from pipeline.tables.records import releases_in_order

NAME = "neocloud"
DESCRIPTOR = "datapackage.json"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
LICENCE = {
    "name": "MIT",
    "path": "https://opensource.org/license/mit",
    "title": "MIT, for the code and descriptions; each fact under the licence of its source",
}
COMMENT = "select comment from duckdb_tables() where schema_name || '.' || table_name = $1"
CITED = """
select distinct source_id from meta.table_sources where table_name = $1
union
select distinct source_id from audit.figure_sources where table_name = $1
order by source_id
"""
SOURCES = """
select source_id as name, title, url as path, publisher_name as publisher,
    licence_name as licence, cast(published_date as varchar) as published
from reference.sources
order by source_id
"""


@dataclass(frozen=True)
class DataFile:
    """A table as it was written: where, how large, with which SHA-256."""

    table: str
    path: str
    format: Format
    row_count: int
    byte_count: int
    sha256: str


def package(
    connection: duckdb.DuckDBPyConnection,
    files: Sequence[DataFile],
    keys: Mapping[str, Sequence[str]],
    spreadsheet: Spreadsheet,
) -> dict[str, Any]:
    """Return the Data Package descriptor of the files; ``keys`` names each table's grain.

    It says what was done to the files for a ``spreadsheet``: a program may have to undo it.
    """
    last = releases_in_order(connection)[-1]
    sources = [
        {name: cell for name, cell in source.items() if cell is not None}
        for source in rows(connection.execute(SOURCES))
    ]
    about = metadata(NAME)
    return {
        "$schema": PROFILE,
        "name": NAME,
        "title": "Neocloud",
        "description": about["Summary"],
        "version": about["Version"],
        "created": f"{last['published_at'].astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "release_id": last["release_id"],
        "licenses": [LICENCE],
        "contributors": [{"title": "Neocloud contributors", "roles": ["creator"]}],
        "sources": sources,
        "resources": [
            _resource(connection, file, keys.get(file.table, ())) | _altered(spreadsheet)
            for file in files
        ],
    }


def _altered(spreadsheet: Spreadsheet) -> dict[str, Any]:
    altered: dict[str, Any] = {}
    if spreadsheet.byte_order_mark:
        altered["encoding"] = "utf-8-sig"
    if spreadsheet.escape_formulas:
        altered["escaped_formulas"] = True
    return altered


def _resource(
    connection: duckdb.DuckDBPyConnection, file: DataFile, key: Sequence[str]
) -> dict[str, Any]:
    (comment,) = connection.execute(COMMENT, [file.table]).fetchone() or ("",)
    return {
        "name": file.table,
        "type": "table",
        "title": file.table.partition(".")[2].replace("_", " ").capitalize(),
        "description": comment,
        "path": file.path,
        "format": file.format,
        "mediatype": MEDIA_TYPES[file.format],
        "bytes": file.byte_count,
        "hash": f"sha256:{file.sha256}",
        "row_count": file.row_count,
        "source_ids": [source for (source,) in connection.execute(CITED, [file.table]).fetchall()],
        "schema": table_schema(connection, file.table, key),
    }
