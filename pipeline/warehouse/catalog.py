"""All tables of a project, in an order in which they can be built."""

from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter

from pipeline.project.paths import Project
from pipeline.tables.check import Check, written_checks
from pipeline.tables.records import MEANINGS, RECORDED
from pipeline.tables.seeds.tables import seed_tables
from pipeline.tables.sql.file import DERIVED_SCHEMAS, SEED_SCHEMAS, SqlFile
from pipeline.tables.sql.rules import did_you_mean
from pipeline.tables.sql.tables import add_sql_tables
from pipeline.tables.sql.text import CHECKS, SqlFileError
from pipeline.tables.stray_files import refuse_strays
from pipeline.tables.table import MACROS, Table

LAYERS = (SEED_SCHEMAS, ("core",), ("cost", "growth"), ("audit",))


def project_tables(project: Project) -> list[Table]:
    """Return every table after those it reads.

    Raises:
        BadInput: if a file has no place in the project, breaks a rule of its kind, or reads an
            unknown table, a later layer, or itself in a circle.
    """
    refuse_strays(project)
    macros = [path.stem for path in (project.sql / MACROS).glob("*.sql")]
    checks = written_checks(project.sql / CHECKS, macros)
    tables = seed_tables(project, checks)
    files = add_sql_tables(project, tables, checks)
    for check in (check for own in checks.values() for check in own):
        if check.file:
            _refuse_check_of_nothing(check, check.file, tables)
            files.append(check.file)
    for file in files:
        _refuse_bad_reads(file, tables)
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


def _refuse_check_of_nothing(check: Check, file: SqlFile, tables: Mapping[str, Table]) -> None:
    if check.table not in tables:
        near = did_you_mean(check.table, tables) or "; name the file <table>__<promise>.sql"
        raise file.fault(1, f"checks {check.table}, which nothing makes{near}")


def _layer(schema: str) -> int:
    return next(place for place, names in enumerate(LAYERS) if schema in names)


def _refuse_bad_reads(file: SqlFile, tables: Mapping[str, Table]) -> None:
    for read in file.reads:
        if read in MEANINGS:
            _refuse_records(file, read)
        elif read not in tables:
            known = ", ".join((*SEED_SCHEMAS, *DERIVED_SCHEMAS))
            remedy = did_you_mean(read, tables) or f"; add it, or correct it (schemas: {known})"
            problem = f"reads {read}, which no seed and no SQL file makes{remedy}"
            raise file.fault(file.line_reading(read), problem)
        elif _is_later(tables[read].schema, file.schema):
            flow = " -> ".join(", ".join(names) for names in LAYERS)
            problem = f"reads {read}, a later layer; data flows one way: {flow}"
            raise file.fault(file.line_reading(read), problem)


def _is_later(schema: str, than: str) -> bool:
    # Macros may read any table, and any table may call a macro: the circle test guards them.
    return MACROS not in (schema, than) and _layer(schema) > _layer(than)


def _refuse_records(file: SqlFile, read: str) -> None:
    # Only an audit comes after all tables; and who built what when is no input at all.
    if file.schema != "audit" or read not in RECORDED:
        problem = f"reads {read}; only audit may read meta, and there {' and '.join(RECORDED)}"
        raise file.fault(file.line_reading(read), problem)
