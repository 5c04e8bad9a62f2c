"""A project of three seeds, four SQL files, a macro and a check: what machinery is tested on.

The same code builds it in a twentieth of the time that the real one takes.
"""

import shutil
from collections.abc import Sequence
from pathlib import Path

from pipeline.project.paths import Project
from pipeline.schemas.base import seed_classes
from pipeline.tables.table import Table
from pipeline.warehouse import catalog
from pipeline.warehouse.build import build
from pipeline.warehouse.publish import publish
from pipeline.warehouse.staleness import stale_tables
from pipeline.warehouse.working_file import open_working

FILES = Path(__file__).parent
SEEDS = {
    name: seed_classes()[name]
    for name in ("pricing.instance_recipes", "reference.assumptions", "reference.sources")
}


def small_tables(project: Project) -> list[Table]:
    """Return the tables of a small project, in an order in which they can be built."""
    return catalog.project_tables(project, SEEDS)


def tables_there(project: Project) -> list[Table]:
    """Return the tables of a project, small or whole: of the seeds whose files are there."""
    paths = {f"{path.parent.name}.{path.stem}" for path in project.seeds.glob("*/*.csv")}
    seeds = {name: seed for name, seed in seed_classes().items() if name in paths}
    return catalog.project_tables(project, seeds)


def copy_files(root: Path) -> None:
    """Copy the seeds and SQL files to ``root``, where a test may change them."""
    for folder in ("seeds", "sql"):
        shutil.copytree(FILES / folder, root / folder)


def build_all(
    project: Project, tables: Sequence[Table] | None = None, run_id: str = "tests"
) -> None:
    """Build the tables that the files on disk make stale, by default all, and publish the whole."""
    tables = small_tables(project) if tables is None else tables
    with open_working(project) as connection:
        stale = stale_tables(connection, tables)
        for table in tables:
            if table.name in stale:
                result = build(connection, table, run_id)
                assert not result.broken, "\n".join(map(str, result.broken))
        publish(connection, project, tables, run_id)


def publish_again(project: Project, times: int = 1) -> None:
    """Publish what a small project's working file holds, as so many further releases."""
    tables = small_tables(project)
    with open_working(project) as connection:
        for _ in range(times):
            publish(connection, project, tables, "again")


def use_small_seeds() -> None:
    """Let this process know no seeds but those of the small project."""
    catalog.seed_classes = lambda: SEEDS
