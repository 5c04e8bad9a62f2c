"""Give readers a kept release or a backup again, once it is known to be whole."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import duckdb

from pipeline.project.paths import Project
from pipeline.project.queries import quoted_name
from pipeline.project.whole_files import copy_to_disk, put_in_place
from pipeline.warehouse.attached import attached
from pipeline.warehouse.fingerprints import contents
from pipeline.warehouse.releases import DamagedRelease, Release, read_release
from pipeline.warehouse.run_lock import run_lock

# What each build recorded, beside what the file holds now.
COUNT = "select count(*) from warehouse.{name}"
MISSING = """
select builds.table_name
from warehouse.meta.builds as builds
left join (
    select schema_name || '.' || table_name as table_name
    from duckdb_tables() where database_name = 'warehouse'
    union all
    select 'macros.' || function_name
    from duckdb_functions() where database_name = 'warehouse' and schema_name = 'main'
) as present on builds.table_name = present.table_name
where present.table_name is null
order by all
"""


def refuse_damaged(path: Path) -> Release:
    """Read the whole file and return its release; DuckDB checks the sum of each block it reads.

    Raises:
        DamagedRelease: if a block cannot be read, or something that was built is not there.
    """
    release = read_release(path)
    try:
        with attached(warehouse=path) as connection:
            contents(connection, "warehouse")
            missing = [name for (name,) in connection.execute(MISSING).fetchall()]
            wrong = "" if missing else _miscounted(connection)
    except duckdb.Error as error:
        raise DamagedRelease(f"{path} cannot be read whole: {error}") from None
    if missing:
        raise DamagedRelease(f"{path} lacks {', '.join(missing)}, which its builds recorded")
    if wrong:
        raise DamagedRelease(f"{path} does not hold the rows its builds recorded: {wrong}")
    return release


def _miscounted(connection: duckdb.DuckDBPyConnection) -> str:
    recorded = connection.execute(
        "select table_name, row_count from warehouse.meta.builds where row_count is not null"
    ).fetchall()
    counted = (
        (
            name,
            row_count,
            connection.execute(f"select count(*) from warehouse.{quoted_name(name)}").fetchone(),
        )
        for name, row_count in recorded
    )
    return "; ".join(
        f"{name} has {found[0]} of {row_count}"
        for name, row_count, found in counted
        if found and found[0] != row_count
    )


def restore(project: Project, source: Path, say: Callable[[str], None]) -> Release:
    """Make the file at ``source`` what readers open, in one step; no build runs meanwhile.

    Raises:
        DamagedRelease: if it is no whole warehouse; what readers see stays.
        OSError: if the disk refuses; what readers see stays.
    """
    release = refuse_damaged(source)
    with run_lock(project.run_lock, "neocloud restore", say):
        copy = project.unpublished
        try:
            copy_to_disk(source, copy)
            refuse_damaged(copy)
            put_in_place(copy, project.published)
        finally:
            copy.unlink(missing_ok=True)
    return replace(release, path=project.published)
