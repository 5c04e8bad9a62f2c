"""``neocloud export``: the tables as files for those who do not use DuckDB."""

from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from pipeline.cli import options
from pipeline.cli.messages import FAULT, MISUSE, Plain, progress_bar, stop
from pipeline.project.own_files import is_own
from pipeline.project.paths import current_project
from pipeline.project.storage_faults import refusal
from pipeline.readers.file_formats import Format
from pipeline.readers.published_file import NoWarehouse
from pipeline.readers.spreadsheets import Spreadsheet

if TYPE_CHECKING:
    from pipeline.readers.export.export import Export


def export(
    folder: options.ExportFolder,
    file_format: options.ExportFormat = Format.parquet,
    escape_formulas: options.EscapeFormulas = False,
    byte_order_mark: options.ByteOrderMark = False,
) -> None:
    """Write every table as a file, with a datapackage.json that describes them all.

    The description follows the Data Package standard: types, units, keys, licences and the
    source of every fact. The folder appears whole or not at all; an earlier export in it is
    replaced, anything else in it is never touched.

        neocloud export exports/parquet

        neocloud export exports/csv --format csv

        neocloud export exports/sheets --format csv --escape-formulas --byte-order-mark
    """
    spreadsheet = Spreadsheet(escape_formulas, byte_order_mark)
    if spreadsheet.flags and file_format != Format.csv:
        stop(f"{spreadsheet.flags} is for --format csv; Parquet needs none of it", MISUSE)
    if is_own(current_project(), folder):
        stop(f"{folder} belongs to the project; write the files elsewhere", MISUSE)
    written = _written(folder, file_format, spreadsheet)
    Plain(soft_wrap=True).print(
        f"exported {folder}: {written.table_count} tables, {written.row_count:,} rows, and"
        f" {written.record_table_count} tables of meta, {written.byte_count / 1_000_000:.1f} MB,"
        f" release {written.release_id}"
    )


def _written(folder: Path, file_format: Format, spreadsheet: Spreadsheet) -> "Export":
    """Write the files, or leave with what is wrong."""
    from pipeline.readers.export.folder import NotAnExport
    from pipeline.tables.sql.text import SqlFileError

    try:
        return _export(folder, file_format, spreadsheet)
    except NotAnExport as error:
        stop(str(error), MISUSE)
    except (NoWarehouse, SqlFileError) as error:
        stop(str(error), FAULT)
    except (OSError, duckdb.Error) as error:
        stop(f"cannot write {folder}: {refusal(error)}", FAULT)


def _export(folder: Path, file_format: Format, spreadsheet: Spreadsheet) -> "Export":
    from pipeline.readers.export import export as exporting
    from pipeline.warehouse.catalog import project_tables

    project = current_project()
    with progress_bar() as progress:
        task = progress.add_task("exporting", total=None)

        def report(table: str, table_count: int) -> None:
            progress.update(task, description=table, total=table_count, advance=1)

        keys = {table.name: table.key for table in project_tables(project)}
        return exporting.export(project, folder, file_format, keys, report, spreadsheet)
