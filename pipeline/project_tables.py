"""All tables of a project, in an order in which they can be built."""

from graphlib import CycleError, TopologicalSorter

from pipeline.checks import written_checks
from pipeline.paths import Project
from pipeline.seed_tables import seed_tables
from pipeline.sql_files import DERIVED_SCHEMAS, SEED_SCHEMAS, SqlFileError
from pipeline.sql_tables import add_sql_tables
from pipeline.tables import MACROS, Table


def project_tables(project: Project) -> list[Table]:
    """Return every table after those it reads.

    Raises:
        SqlFileError: if a file reads an unknown table, a later layer, or itself in a circle.
    """
    checks = written_checks(project.sql / "checks")
    tables = seed_tables(project, checks)
    add_sql_tables(project, tables, checks)
    if strays := sorted(checks.keys() - tables.keys()):
        raise SqlFileError(f"sql/checks: checks of tables that nothing makes: {', '.join(strays)}")
    for table in tables.values():
        _refuse_bad_reads(table, tables)
    try:
        order = TopologicalSorter({t.name: t.reads for t in tables.values()}).static_order()
        return [tables[name] for name in order]
    except CycleError as error:
        circle = " -> ".join(error.args[1])
        raise SqlFileError(f"sql: these tables read each other in a circle: {circle}") from None


def _layer(schema: str) -> int:
    # Macros may read any table, and any table may call a macro: the circle test guards them.
    if schema in SEED_SCHEMAS:
        return 0
    layers = [("core",), ("cost", "growth"), ("audit",)]
    return next(i for i, names in enumerate(layers, start=1) if schema in names)


def _refuse_bad_reads(table: Table, tables: dict[str, Table]) -> None:
    place = f"sql/{table.schema}/{table.path.name}"
    for read in table.reads:
        if read not in tables:
            known = ", ".join((*SEED_SCHEMAS, *DERIVED_SCHEMAS))
            raise SqlFileError(
                f"{place}:1 reads {read}, which no seed and no SQL file makes;"
                f" add it, or correct the name (schemas: {known})"
            )
        schema = tables[read].schema
        if MACROS not in (schema, table.schema) and _layer(schema) > _layer(table.schema):
            raise SqlFileError(
                f"{place}:1 reads {read}, a later layer; data flows one way:"
                " seeds -> core -> cost, growth -> audit"
            )
