"""``neocloud test``: run the tests that hold one table, on a warehouse already built."""

import os
import re
import subprocess
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.messages import FAULT, MISUSE, stderr, stop
from pipeline.project.paths import Project, current_project
from pipeline.readers.own_names import NoSuchTable, resolved_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.tables.table import Table

# Where a test of a table can stand, and where each check is shown failing.
HOLDING = ("tests/sql", "tests/facts")
COUNTEREXAMPLES = "tests/tables/sql/test_checks.py"
# Tells the tests which data folder holds what the files say, so that they build nothing.
BUILT = "NEOCLOUD_BUILT"


def test(
    table: Annotated[str, typer.Argument(help="A table or macro, `growth.valuations`.")],
) -> None:
    """Run the tests that hold one table and what reads it, and show each of its checks failing.

    On the published warehouse, so build first: it must be what the files say. `make test` runs
    everything.

        neocloud test growth.valuations
    """
    from pipeline.warehouse.catalog import project_tables
    from pipeline.warehouse.planning import unpublished

    project = current_project()
    if not find_spec("pytest"):
        stop("pytest is not installed; make test installs it", FAULT)
    tables = project_tables(project)
    try:
        name = resolved_table(table, [table.name for table in tables])
    except NoSuchTable as error:
        stop(str(error), MISUSE)
    if unseen := unpublished(project, tables):
        stop(f"not built yet: {', '.join(unseen)}; neocloud build", FAULT)
    names = {name, *(reader.name for reader in tables if name in reader.reads)}
    files = _naming(project, names)
    stderr.print(f"{name} and what reads it: {len(files)} files of tests, then its checks")
    ended = {
        _pytest(project, *files) if files else 0,
        _pytest(project, COUNTEREXAMPLES, "-k", f"{name}-") if _has_checks(tables, name) else 0,
    }
    raise typer.Exit(FAULT if ended - {0} else 0)


def _naming(project: Project, names: set[str]) -> list[str]:
    """Return the test files that name one of the tables, or a macro, as a word."""
    words = "|".join(re.escape(name.removeprefix("macros.")) for name in sorted(names))
    spoken = re.compile(rf"\b(?:{words})(?:_known_by)?\b")
    return [
        path.relative_to(project.root).as_posix()
        for folder in HOLDING
        for path in sorted((project.root / folder).rglob("test_*.py"))
        if spoken.search(path.read_text(encoding="utf-8"))
    ]


def _has_checks(tables: "Sequence[Table]", name: str) -> bool:
    return any(table.checks for table in tables if table.name == name)


def _pytest(project: Project, *arguments: str) -> int:
    command = [sys.executable, "-m", "pytest", "-q", "-n", "0", *arguments]
    own = os.environ | {BUILT: str(project.data)}
    return subprocess.run(command, cwd=project.root, env=own).returncode
