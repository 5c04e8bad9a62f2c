"""What the files under ``sql/`` may read: tables of their own layer or an earlier one."""

from collections.abc import Mapping

from pipeline.project.bad_input import did_you_mean
from pipeline.project.layers import AUDIT, BY_NAME, DERIVED_SCHEMAS, SEED_SCHEMAS, flow, is_later
from pipeline.tables.check import Check
from pipeline.tables.record_tables import RECORD_MEANINGS
from pipeline.tables.records import READABLE_BY_AUDIT
from pipeline.tables.sql.file import SqlFile
from pipeline.tables.table import Table


def refuse_check_of_nothing(check: Check, file: SqlFile, tables: Mapping[str, Table]) -> None:
    """Raise ``SqlFileError`` if nothing makes the table that the check is about."""
    if check.table not in tables:
        near = did_you_mean(check.table, tables) or "; name the file <table>__<promise>.sql"
        raise file.fault(1, f"checks {check.table}, which nothing makes{near}")


def refuse_bad_reads(file: SqlFile, tables: Mapping[str, Table]) -> None:
    """Raise ``SqlFileError`` for the first table that the file must not read."""
    for read in file.reads:
        if read in RECORD_MEANINGS:
            _refuse_records(file, read)
        elif read not in tables:
            known = ", ".join((*SEED_SCHEMAS, *DERIVED_SCHEMAS))
            remedy = did_you_mean(read, tables) or f"; add it, or correct it (schemas: {known})"
            problem = f"reads {read}, which no seed and no SQL file makes{remedy}"
            raise file.fault(file.line_reading(read), problem)
        elif is_later(tables[read].schema, file.schema):
            # Macros may read any table, and any table may call one: the circle test guards them.
            problem = f"reads {read}, a later layer; data flows one way: {flow()}"
            raise file.fault(file.line_reading(read), problem)


def _refuse_records(file: SqlFile, read: str) -> None:
    # Only an audit comes after all tables; and who built what when is no input at all.
    if BY_NAME[file.schema].layer != AUDIT or read not in READABLE_BY_AUDIT:
        readable = " and ".join(READABLE_BY_AUDIT)
        problem = f"reads {read}; only audit may read meta, and there {readable}"
        raise file.fault(file.line_reading(read), problem)
