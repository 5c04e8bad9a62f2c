"""Make a table of every SQL file: the file's folder is its schema, its stem its name."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial

import duckdb
from sqlglot.errors import SqlglotError

from pipeline.project.paths import Project
from pipeline.tables.check import Check, grain
from pipeline.tables.records import MEANINGS, record_origins
from pipeline.tables.seeds.ddl import quoted
from pipeline.tables.sql import known_by
from pipeline.tables.sql.columns import refuse_bad_columns, refuse_bad_select_list
from pipeline.tables.sql.file import DERIVED_SCHEMAS, SqlFile, sql_files
from pipeline.tables.sql.lineage import column_copies, column_lineage
from pipeline.tables.sql.rules import refuse_bad_macro, refuse_bad_query, timeless
from pipeline.tables.table import MACROS, Table, last_of

KINDS = frozenset({"sql", "duckdb"})


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
        tables[file.name] = _macro(file, macros)
    files = {f.name: f for schema in DERIVED_SCHEMAS for f in sql_files(project.sql / schema)}
    callable_macros = timeless(macro_files)
    for file in files.values():
        refuse_bad_query(file, callable_macros)
        refuse_bad_select_list(file)
        table = _sql_table(file, checks.get(file.name, ()), macros, tables)
        if file.schema in known_by.SCHEMAS:
            table = replace(table, create=partial(_create_with_known_by, table.create, file, files))
        tables[file.name] = table
    _wait_for_the_rest(tables)
    return [*macro_files, *files.values()]


def _wait_for_the_rest(tables: dict[str, Table]) -> None:
    """Let tables that read what is remembered of all others come after all others."""
    readers = [name for name, table in tables.items() if set(table.reads) & MEANINGS.keys()]
    rest = [name for name, table in tables.items() if name not in readers and not table.is_macro]
    last = last_of(tables[name] for name in rest)
    for name in readers:
        own = [read for read in tables[name].reads if read not in MEANINGS]
        create = partial(_create_from_records, tables[name].create, [tables[r] for r in rest])
        tables[name] = replace(tables[name], reads=tuple(sorted({*own, *last})), create=create)


def _create_from_records(
    create: Callable[[duckdb.DuckDBPyConnection], None],
    rest: Sequence[Table],
    connection: duckdb.DuckDBPyConnection,
) -> None:
    record_origins(connection, rest)
    create(connection)


def _called(file: SqlFile, macros: frozenset[str]) -> set[str]:
    return {f"{MACROS}.{name}" for name in file.calls & macros}


def _sql_table(
    file: SqlFile,
    own: Sequence[Check],
    macros: frozenset[str],
    tables: Mapping[str, Table],
) -> Table:
    texts = "\n".join([file.code_version, *(check.query for check in own)])
    checked = {read for check in own for read in check.reads}
    return Table(
        name=file.name,
        about=file.about,
        notes=file.notes,
        path=file.path,
        kinds=KINDS,
        columns=tuple(file.query.named_selects),
        key=tuple(file.grain),
        reads=tuple(sorted({*file.reads, *checked, *_called(file, macros)} - {file.name})),
        checks=(grain(file.name, file.grain), *own),
        version=lambda: hashlib.sha256(texts.encode()).hexdigest()[:16],
        create=partial(_create_table, file, tables),
        meanings=partial(_meanings, file, tables),
        lineage=cache(partial(_lineage, file, tables)),
        copies=cache(lambda: column_copies(file.query, _columns_read(file, tables))),
    )


def _columns_read(file: SqlFile, tables: Mapping[str, Table]) -> dict[str, Sequence[str]]:
    return {
        read: list(MEANINGS[read]) if read in MEANINGS else tables[read].columns
        for read in file.reads
    }


def _lineage(file: SqlFile, tables: Mapping[str, Table]) -> dict[str, list[tuple[str, str]]]:
    try:
        return column_lineage(file.query, _columns_read(file, tables))
    except (SqlglotError, LookupError) as error:
        problem = f"cannot be traced to the columns it reads ({error}); write it more plainly"
        raise file.fault(1, problem) from error


def _create_table(
    file: SqlFile, tables: Mapping[str, Table], connection: duckdb.DuckDBPyConnection
) -> None:
    """Make the table; raise ``SqlFileError`` if DuckDB or a rule on columns refuses it."""
    try:
        connection.execute(f"create or replace table {file.name} as\n{file.text}")
    except duckdb.Error as error:
        raise file.refused(error, lines_before=1) from None
    described = connection.execute(f"describe {file.name}").fetchall()
    types = {name: kind for name, kind, *_ in described}
    refuse_bad_columns(file, types, tables[file.name].meanings())
    tables[file.name].lineage()  # raises before the table counts, not after


def _create_with_known_by(
    create: Callable[[duckdb.DuckDBPyConnection], None],
    file: SqlFile,
    files: Mapping[str, SqlFile],
    connection: duckdb.DuckDBPyConnection,
) -> None:
    """Make the table, and beside it the macro that gives it as known on a day."""
    create(connection)
    connection.execute(known_by.known_by_macro(file, files))
    about = f"As the world could know it on a day: {file.about[:1].lower()}{file.about[1:]}"
    connection.execute(f"comment on macro table {file.name}{known_by.SUFFIX} is {quoted(about)}")


def _meanings(file: SqlFile, tables: Mapping[str, Table]) -> dict[str, str]:
    """Return the trailing comments; a name without one means what it means upstream."""
    found: dict[str, str] = {}
    for read in file.reads:
        found |= MEANINGS[read] if read in MEANINGS else tables[read].meanings()
    found |= file.column_comments
    return {column: found[column] for column in file.query.named_selects if column in found}


def _macro(file: SqlFile, macros: frozenset[str]) -> Table:
    return Table(
        name=file.name,
        about=file.about,
        notes=file.notes,
        path=file.path,
        kinds=KINDS,
        columns=(),
        key=(),
        reads=tuple(sorted({*file.reads, *_called(file, macros)} - {file.name})),
        checks=(),
        version=lambda: file.code_version,
        create=partial(_create_macro, file),
        meanings=dict,
        lineage=dict,
        copies=dict,
    )


def _create_macro(file: SqlFile, connection: duckdb.DuckDBPyConnection) -> None:
    try:
        connection.execute(file.text)
    except duckdb.Error as error:
        # DuckDB counts lines from the statement on, which the opening comment precedes.
        raise file.refused(error, lines_before=-len(file.header)) from None
    kind = "macro table" if " as table" in file.text else "macro"
    connection.execute(f"comment on {kind} {file.path.stem} is {quoted(file.about)}")
