"""Every fault of the files on disk that shows before anything is built, all at once.

What a fault hides is left out: a table that reads a faulty one would be blamed for it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import duckdb

from pipeline.project.bad_input import BadInput
from pipeline.project.paths import Project
from pipeline.project.queries import opened
from pipeline.schemas.base import Seeds
from pipeline.tables.meanings import two_meanings
from pipeline.tables.seeds.classes import refuse_bad_classes
from pipeline.tables.seeds.order import disorder
from pipeline.tables.sql.checks import written_check
from pipeline.tables.sql.file import SqlFile
from pipeline.tables.sql.folder import refuse_bad_table
from pipeline.tables.sql.reads import refuse_bad_reads, refuse_check_of_nothing
from pipeline.tables.sql.rules import MacroNames, macro_names, refuse_bad_macro
from pipeline.tables.sql.tables import SqlTable
from pipeline.tables.stray_files import refuse_files_without_use
from pipeline.tables.table import Table
from pipeline.warehouse import catalog
from pipeline.warehouse.build import prepare
from pipeline.warehouse.catalog import SqlFolder, assembled, ordered, sql_folder

NO_MACROS = MacroNames(frozenset(), frozenset())


@dataclass
class Faults:
    """What was found, a line a fault: file, line, problem, remedy."""

    lines: list[str] = field(default_factory=list)

    def none_in(self, rule: Callable[..., object], *given: object) -> bool:
        """Return whether the rule finds nothing in what is given; keep what it finds."""
        try:
            rule(*given)
        except BadInput as error:
            self.lines += [line for line in str(error).splitlines() if line not in self.lines]
            return False
        return True


@dataclass(frozen=True)
class StaticLook:
    """What a look at the files found.

    Attributes:
        faults: A line a fault: file, line, problem, remedy.
        tables: The tables that no fault hides, each after those it reads.
        hidden: Tables and macros that are not there for a fault of theirs, or of what they read.
        connection: A warehouse in memory of them: seeds with their rows, all others empty.
    """

    faults: list[str]
    tables: Sequence[Table]
    hidden: frozenset[str]
    connection: duckdb.DuckDBPyConnection


def static_look(project: Project, seeds: Seeds | None = None) -> StaticLook:
    """Hold every file under ``seeds`` and ``sql`` to the rules that need no build."""
    seeds = catalog.seed_classes() if seeds is None else seeds
    faults = Faults()
    faults.none_in(refuse_files_without_use, project, seeds)
    folder = _sound(sql_folder(project), faults)
    if not faults.none_in(refuse_bad_classes, seeds):  # no file can be read by them
        return StaticLook(faults.lines, (), frozenset({""}), opened())
    tables, checks = assembled(project, seeds, folder)
    unread = {
        file.name for file in folder.all if not faults.none_in(refuse_bad_reads, file, tables)
    }
    for check, file in checks.items():
        faults.none_in(refuse_check_of_nothing, check, file, tables)
    sound = {name: table for name, table in tables.items() if name not in unread}
    connection = opened()
    prepare(connection)
    order: list[Table] = []
    failed: set[str] = set()
    if faults.none_in(_extend, order, sound):
        failed = _bind(connection, order, faults)
    faults.lines += disorder(project, seeds)
    faults.lines += two_meanings(order)
    meant = {*seeds, *(file.name for file in sql_folder(project).all)}
    hidden = frozenset(meant - {table.name for table in order} | failed)
    return StaticLook(faults.lines, order, hidden, connection)


def _sound(folder: SqlFolder, faults: Faults) -> SqlFolder:
    """Return the files that break no rule of their own, nor read what a file that does makes."""
    parsed = [f for f in folder.macros if faults.none_in(getattr, f, "statement")]
    macros = macro_names(parsed)
    rules: list[tuple[Iterable[SqlFile], Callable[[SqlFile, MacroNames], object]]] = [
        (parsed, refuse_bad_macro),
        (folder.tables, refuse_bad_table),
        (folder.checks, written_check),
    ]
    good = {
        file.path for files, rule in rules for file in files if faults.none_in(rule, file, macros)
    }
    bad = {file.name for file in folder.all if file.path not in good}
    bad_macros = {file.path.stem for file in folder.macros if file.path not in good}
    while hidden := [
        f
        for f in folder.all
        if f.path in good and (bad.intersection(f.reads) or bad_macros.intersection(f.calls))
    ]:
        good -= {file.path for file in hidden}
        bad |= {file.name for file in hidden}
        bad_macros |= {file.path.stem for file in hidden if file in folder.macros}
    kept = (
        [file for file in files if file.path in good]
        for files in (folder.macros, folder.tables, folder.checks)
    )
    return SqlFolder(*kept)


def _extend(order: list[Table], tables: dict[str, Table]) -> None:
    order += ordered(_without_readers_of_others(tables))


def _without_readers_of_others(tables: dict[str, Table]) -> dict[str, Table]:
    """Return the tables all of whose inputs are among them."""
    while lost := [t.name for t in tables.values() if not tables.keys() >= {*t.reads}]:
        tables = {name: table for name, table in tables.items() if name not in lost}
    return tables


def _bind(
    connection: duckdb.DuckDBPyConnection, tables: Sequence[Table], faults: Faults
) -> set[str]:
    """Load the seeds, let DuckDB read every statement against them; return what it refused."""
    failed: set[str] = set()
    for table in tables:
        if table.has_rows:
            connection.execute(f"create schema if not exists {table.schema}")
        is_hidden = failed.intersection(table.reads)
        if is_hidden or not faults.none_in(_make, connection, table):
            failed.add(table.name)
    for table in tables:
        for check in table.checks if table.name not in failed else ():
            if check.refused and not failed.intersection(check.reads):
                faults.none_in(_plan, connection, check.query, check.refused)
    return failed


def _make(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    if isinstance(table, SqlTable):
        table.create_empty(connection)
    else:
        table.create(connection)


def _plan(
    connection: duckdb.DuckDBPyConnection,
    query: str,
    refused: Callable[[duckdb.Error], BadInput],
) -> None:
    try:
        connection.execute(f"explain {query}")
    except duckdb.Error as error:
        raise refused(error) from None
