"""All files under ``sql/``: each held to the rules of its kind, and made a table or a macro."""

from collections.abc import Mapping, Sequence

from pipeline.project.layers import DERIVED_SCHEMAS, MACROS
from pipeline.project.paths import Project
from pipeline.tables.check import Check
from pipeline.tables.records import RECORD_MEANINGS
from pipeline.tables.sql.columns import refuse_bad_select_list
from pipeline.tables.sql.file import SqlFile, sql_files
from pipeline.tables.sql.macros import macro_of
from pipeline.tables.sql.rules import callable_from_tables, refuse_bad_macro, refuse_bad_query
from pipeline.tables.sql.tables import table_of
from pipeline.tables.table import Table, last_of


def add_sql_tables(
    project: Project, tables: dict[str, Table], checks: Mapping[str, Sequence[Check]]
) -> list[SqlFile]:
    """Add the table of every file under ``sql/`` to ``tables``, which holds the seeds already.

    Returns the files. Raises ``SqlFileError`` for the first that breaks a rule of its own.
    """
    macro_files = sql_files(project.sql / MACROS)
    macros = frozenset(file.path.stem for file in macro_files)
    for file in macro_files:
        refuse_bad_macro(file, macros)
        tables[file.name] = macro_of(file, macros)
    files = [f for schema in DERIVED_SCHEMAS for f in sql_files(project.sql / schema)]
    callable_macros = callable_from_tables(macro_files)
    for file in files:
        refuse_bad_query(file, callable_macros)
        refuse_bad_select_list(file)
        tables[file.name] = table_of(file, tables, macros, checks.get(file.name, ()))
    _place_after_all_others(tables, files, macros, checks)
    return [*macro_files, *files]


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
