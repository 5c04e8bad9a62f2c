"""Copy the working file for readers, without the blocks that it no longer uses.

A build writes each table anew before the blocks of the old one are free, so that a working file in
which everything was built twice has twice the size, and keeps it.
"""

from pathlib import Path

import duckdb

from pipeline.project.queries import quoted, quoted_column
from pipeline.project.whole_files import copy_to_disk

# To copy table by table takes half a second; a file with fewer free blocks is copied as it is.
MOST_FREE_FRACTION = 0.25
SIZE = """
select free_blocks / total_blocks, block_size from pragma_database_size()
where database_name = current_database()
"""
MADE_AS = """
select current_database(), regexp_replace(tags['storage_version'], '[+]$', '')
from duckdb_databases() where database_name = current_database()
"""


def copy_used_blocks(connection: duckdb.DuckDBPyConnection, working: Path, target: Path) -> None:
    """Copy the working file of the connection to the disk, in the format that it has itself.

    Raises:
        duckdb.Error, OSError: if the disk refuses; the target may be there in part.
    """
    connection.execute("checkpoint")
    free_fraction, block_bytes = connection.execute(SIZE).fetchone() or (0, 0)
    if free_fraction <= MOST_FREE_FRACTION:
        copy_to_disk(working, target)
        return
    name, version = connection.execute(MADE_AS).fetchone() or ("", "")
    made_as = f"storage_version {quoted(version)}, block_size {block_bytes}"
    connection.execute(f"attach {quoted(str(target))} as used_blocks ({made_as})")
    try:
        connection.execute(f"copy from database {quoted_column(name)} to used_blocks")
        connection.execute("checkpoint used_blocks")  # closing would keep a full disk to itself
    finally:
        connection.execute("detach used_blocks")
