"""All tables of a project, in an order in which they can be built."""

from collections.abc import Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from pipeline.project.layers import CHECKS, DERIVED_SCHEMAS, MACROS
from pipeline.project.paths import Project
from pipeline.schemas.base import Seeds, seed_classes
from pipeline.tables.check import Check
from pipeline.tables.seeds.classes import refuse_bad_classes
from pipeline.tables.seeds.tables import seed_tables
from pipeline.tables.sql.checks import written_checks
from pipeline.tables.sql.file import SqlFile, sql_files
from pipeline.tables.sql.folder import add_sql_tables
from pipeline.tables.sql.reads import refuse_bad_reads, refuse_check_of_nothing
from pipeline.tables.sql.rules import macro_names
from pipeline.tables.sql.text import SqlFileError
from pipeline.tables.stray_files import refuse_files_without_use
from pipeline.tables.table import Table


@dataclass(frozen=True)
class SqlFolder:
    """The files under ``sql/`` by what they make: macros, tables, and checks of tables."""

    macros: list[SqlFile]
    tables: list[SqlFile]
    checks: list[SqlFile]

    @property
    def all(self) -> list[SqlFile]:
        """Return every file."""
        return [*self.macros, *self.tables, *self.checks]


def sql_folder(project: Project) -> SqlFolder:
    """Return the files under ``sql/``, unread."""
    return SqlFolder(
        sql_files(project.sql / MACROS),
        [file for schema in DERIVED_SCHEMAS for file in sql_files(project.sql / schema)],
        [SqlFile(path) for path in sorted((project.sql / CHECKS).glob("*/*.sql"))],
    )


def project_tables(project: Project, seeds: Seeds | None = None) -> list[Table]:
    """Return every table after those it reads.

    ``seeds`` are the classes of the seed tables, by default all of ``pipeline.schemas``.

    Raises:
        BadInput: if a file has no place in the project, breaks a rule of its kind, or reads an
            unknown table, a later layer, or itself in a circle.
    """
    seeds = seed_classes() if seeds is None else seeds
    refuse_files_without_use(project, seeds)
    refuse_bad_classes(seeds)
    folder = sql_folder(project)
    tables, checks = assembled(project, seeds, folder)
    for check, file in checks.items():
        refuse_check_of_nothing(check, file, tables)
    for file in folder.all:
        refuse_bad_reads(file, tables)
    return ordered(tables)


def assembled(
    project: Project, seeds: Seeds, folder: SqlFolder
) -> tuple[dict[str, Table], dict[Check, SqlFile]]:
    """Return the tables of the seeds and of the files, and the checks, each with its file.

    Raises:
        SqlFileError: for the first file that breaks a rule of its own.
    """
    macros = macro_names(folder.macros)
    checks = written_checks(folder.checks, macros)
    own: dict[str, list[Check]] = {}
    for check in checks:
        own.setdefault(check.table, []).append(check)
    tables = seed_tables(project, seeds, own)
    add_sql_tables(folder.macros, folder.tables, macros, tables, own)
    return tables, checks


def ordered(tables: Mapping[str, Table]) -> list[Table]:
    """Return the tables in an order in which each comes after those it reads.

    Raises:
        SqlFileError: if some read each other in a circle.
    """
    try:
        order = TopologicalSorter({t.name: t.reads for t in tables.values()}).static_order()
        return [tables[name] for name in order]
    except CycleError as error:
        circle = " -> ".join(error.args[1])
        raise SqlFileError(
            f"sql: these tables read each other in a circle: {circle}; take one reading out"
        ) from None
