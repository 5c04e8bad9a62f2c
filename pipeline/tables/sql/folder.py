"""All files under ``sql/``: each held to the rules of its kind, and made a table or a macro."""

from collections.abc import Mapping, Sequence

from pipeline.project.layers import DERIVED_SCHEMAS
from pipeline.project.paths import Project
from pipeline.tables.check import Check
from pipeline.tables.record_tables import RECORD_MEANINGS
from pipeline.tables.sql.columns import refuse_bad_select_list
from pipeline.tables.sql.file import SqlFile, sql_files
from pipeline.tables.sql.macros import macro_of
from pipeline.tables.sql.rules import MacroNames, refuse_bad_macro, refuse_bad_query
from pipeline.tables.sql.tables import table_of
from pipeline.tables.table import Table, last_of


def add_sql_tables(
    project: Project,
    macro_files: Sequence[SqlFile],
    macros: MacroNames,
    tables: dict[str, Table],
    checks: Mapping[str, Sequence[Check]],
) -> list[SqlFile]:
    """Add the table of every file under ``sql/`` to ``tables``, which holds the seeds already.

    ``macros`` names the macros of ``macro_files``. Returns the files that are tables.

    Raises:
        SqlFileError: for the first file that breaks a rule of its own.
    """
    for file in macro_files:
        refuse_bad_macro(file, macros)
        tables[file.name] = macro_of(file, macros.all)
    files = [f for schema in DERIVED_SCHEMAS for f in sql_files(project.sql / schema)]
    for file in files:
        refuse_bad_query(file, macros)
        refuse_bad_select_list(file)
        tables[file.name] = table_of(file, tables, macros.all, checks.get(file.name, ()))
    _place_after_all_others(tables, files, macros.all, checks)
    return files


def _place_after_all_others(
    tables: dict[str, Table],
    files: Sequence[SqlFile],
    macros: frozenset[str],
    checks: Mapping[str, Sequence[Check]],
) -> None:
    """Let tables that read what is remembered of all others come after all others."""
    readers = {f.name: f for f in files if set(tables[f.name].reads) & RECORD_MEANINGS.keys()}
    rest = [table for name, table in tables.items() if name not in readers and table.has_rows]
    last = last_of(rest)
    for name, file in readers.items():
        tables[name] = table_of(file, tables, macros, checks.get(name, ()), rest, last)
