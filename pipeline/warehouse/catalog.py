"""All tables of a project, in an order in which they can be built."""

from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter

from pipeline.project.layers import CHECKS, MACROS
from pipeline.project.paths import Project
from pipeline.schemas.base import Seeds, seed_classes
from pipeline.tables.check import Check
from pipeline.tables.seeds.tables import seed_tables
from pipeline.tables.sql.checks import written_checks
from pipeline.tables.sql.file import sql_files
from pipeline.tables.sql.folder import add_sql_tables
from pipeline.tables.sql.reads import refuse_bad_reads, refuse_check_of_nothing
from pipeline.tables.sql.rules import macro_names
from pipeline.tables.sql.text import SqlFileError
from pipeline.tables.stray_files import refuse_files_without_use
from pipeline.tables.table import Table


def project_tables(project: Project, seeds: Seeds | None = None) -> list[Table]:
    """Return every table after those it reads.

    ``seeds`` are the classes of the seed tables, by default all of ``pipeline.schemas``.

    Raises:
        BadInput: if a file has no place in the project, breaks a rule of its kind, or reads an
            unknown table, a later layer, or itself in a circle.
    """
    seeds = seed_classes() if seeds is None else seeds
    refuse_files_without_use(project, seeds)
    macro_files = sql_files(project.sql / MACROS)
    macros = macro_names(macro_files)
    checks = written_checks(project.sql / CHECKS, macros)
    own: dict[str, list[Check]] = {}
    for check in checks:
        own.setdefault(check.table, []).append(check)
    tables = seed_tables(project, seeds, own)
    files = add_sql_tables(project, macro_files, macros, tables, own)
    for check, file in checks.items():
        refuse_check_of_nothing(check, file, tables)
    for file in (*macro_files, *files, *checks.values()):
        refuse_bad_reads(file, tables)
    return _ordered(tables)


def _ordered(tables: Mapping[str, Table]) -> list[Table]:
    try:
        order = TopologicalSorter({t.name: t.reads for t in tables.values()}).static_order()
        return [tables[name] for name in order]
    except CycleError as error:
        circle = " -> ".join(error.args[1])
        raise SqlFileError(
            f"sql: these tables read each other in a circle: {circle}; take one reading out"
        ) from None
