"""All files under ``sql/``: each held to the rules of its kind, and made a table or a macro."""

from collections.abc import Mapping, Sequence

from pipeline.project.layers import BY_NAME, MART
from pipeline.tables.check import Check
from pipeline.tables.record_tables import RECORD_MEANINGS
from pipeline.tables.sql.columns import refuse_bad_select_list
from pipeline.tables.sql.file import SqlFile
from pipeline.tables.sql.macros import macro_of
from pipeline.tables.sql.rules import MacroNames, refuse_bad_macro, refuse_bad_query
from pipeline.tables.sql.tables import table_of
from pipeline.tables.table import Table, last_of


def add_sql_tables(
    macro_files: Sequence[SqlFile],
    files: Sequence[SqlFile],
    macros: MacroNames,
    tables: dict[str, Table],
    checks: Mapping[str, Sequence[Check]],
) -> None:
    """Add what every file under ``sql/`` makes to ``tables``, which holds the seeds already.

    ``macros`` names the macros of ``macro_files``; ``files`` are those of tables.

    Raises:
        SqlFileError: for the first file that breaks a rule of its own.
    """
    for file in macro_files:
        refuse_bad_macro(file, macros)
        tables[file.name] = macro_of(file, macros.all)
    for file in files:
        refuse_bad_table(file, macros)
        tables[file.name] = table_of(file, tables, macros.all, checks.get(file.name, ()))
    _place_after_all_others(tables, files, macros.all, checks)


def refuse_bad_table(file: SqlFile, macros: MacroNames) -> None:
    """Raise ``SqlFileError`` for the first rule of its own that the file of a table breaks."""
    refuse_bad_query(file, macros)
    refuse_bad_select_list(file)
    if BY_NAME[file.schema].layer == MART:
        for label, example in (("formula", "column = a * b"), ("source", "who states the formula")):
            if not file.noted(label):
                raise file.fault(
                    2, f"states no {label} of what it computes; add: -- {label}: {example}"
                )


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
