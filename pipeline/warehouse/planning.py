"""What a build has to make so that readers see what the files say, and why."""

from collections.abc import Callable, Mapping, Sequence

import duckdb

from pipeline.project.paths import Project
from pipeline.project.queries import opened
from pipeline.project.storage_faults import is_damaged
from pipeline.tables.table import Table
from pipeline.warehouse.recovery import tidy
from pipeline.warehouse.releases import is_as_kept
from pipeline.warehouse.run_lock import run_lock
from pipeline.warehouse.staleness import orphans, stale_tables


def unpublished(project: Project, tables: Sequence[Table]) -> dict[str, str]:
    """Return what readers do not see as the files on disk say it, and why."""
    if not project.published.exists():
        return {"the warehouse": "was never published"}
    try:
        with opened(project.published, read_only=True) as connection:
            unseen = stale_tables(connection, tables)
            gone = orphans(connection, tables)
    except duckdb.Error:
        return {"the published file": "cannot be read"}
    unseen |= dict.fromkeys(gone, "is made by no file any more")
    if not unseen and is_as_kept(project) is False:
        return {"the published file": "was changed after it was published"}
    return unseen


def tables_to_build(project: Project, tables: Sequence[Table]) -> Mapping[str, str]:
    """Return the tables that must be built before the working file can be published, and why.

    Raises:
        duckdb.Error: if another process holds the working file.
    """
    everything = {table.name: "was never built" for table in tables}
    if not project.working.exists():
        return everything
    try:
        with opened(project.working, read_only=True) as connection:
            return stale_tables(connection, tables)
    except (duckdb.CatalogException, duckdb.BinderException):
        return everything  # made a moment ago with nothing in it yet, or by an older neocloud
    except duckdb.Error as error:
        if is_damaged(error):
            return everything  # the run sets it aside
        raise


def planned(
    project: Project, tables: Sequence[Table], say: Callable[[str], None]
) -> Mapping[str, str] | None:
    """Return the tables to build, and why; none at all if readers see what the files say.

    A run under way is waited for, since what it publishes decides; what a killed one left is put
    right. ``say`` hears whom it waits for.
    """
    with run_lock(project.run_lock, "neocloud build", say):
        tidy(project)
        if not unpublished(project, tables):
            return None
        try:
            return tables_to_build(project, tables)
        except duckdb.Error:  # the run meets it too, and says in words what is wrong
            return {table.name: "cannot be looked at" for table in tables}
