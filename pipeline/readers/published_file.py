"""Read the published file: any query, but nothing else."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from pipeline.project.paths import Project
from pipeline.project.queries import Setting, opened, quoted

REMEDY = (
    "put the last good release back with: neocloud restore, or make it anew with:"
    " neocloud build --all"
)
MEMORY_BYTES = 2_000_000_000
THREADS = 4
# What a reader could otherwise use to reach the network, the disk or this process.
CONFIGURATION: dict[str, Setting] = {
    "allow_community_extensions": False,
    "allow_persistent_secrets": False,
    "arrow_lossless_conversion": True,  # a result keeps its types on the way to its writer
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "python_enable_replacements": False,  # `from name` would read our own variables
    "temp_directory": "",  # a large sort fails instead of filling the disk
}
# Three headers of a fixed size come before the blocks of a DuckDB file. Free blocks at its end may
# be missing, those in use may not.
HEADER_BYTES = 3 * 4096
HOLDS_RELEASES = """
select block_size * used_blocks, exists (
    from duckdb_tables()
    where database_name = 'neocloud' and schema_name = 'meta' and table_name = 'releases'
) from pragma_database_size() where database_name = 'neocloud'
"""


class NoWarehouse(Exception):
    """There is no published file that can be read."""


@contextmanager
def open_published(
    project: Project, memory_bytes: int = MEMORY_BYTES, release: Path | None = None
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the published file, or that of a ``release``, for a reader who is not trusted.

    The reader may run any query, but reach no file and no network, change nothing, take no more
    than ``memory_bytes`` for its data, and not undo these settings.

    Raises:
        NoWarehouse: if nothing was published yet, or what is there cannot be read.
    """
    # Attached, because two connections to one path share their settings, and these are locked.
    with opened(settings=CONFIGURATION) as connection:
        connection.execute(f"set memory_limit = '{memory_bytes} bytes'")
        connection.execute(f"set threads = {min(THREADS, os.cpu_count() or 1)}")
        _attach(connection, project, release or project.published)
        connection.execute("set enable_external_access = false")
        # DuckDB always allows the paths of an attached file and its log, even for writing.
        connection.execute("set disabled_filesystems = 'LocalFileSystem'")
        connection.execute("set lock_configuration = true")
        yield connection


def _attach(connection: duckdb.DuckDBPyConnection, project: Project, path: Path) -> None:
    """Attach the published file, and make sure that it is whole and ours."""
    shown = project.shown(path)
    # A folder we may not look into says "no such file" as well, so ask for the reason.
    try:
        size = path.stat().st_size
    except FileNotFoundError:
        if project.kept_releases():
            raise NoWarehouse(f"{shown} is gone; {REMEDY}") from None
        raise NoWarehouse(f"there is no {shown} yet; make it with: neocloud build") from None
    except OSError as error:
        raise NoWarehouse(f"{shown} cannot be read: {error.strerror}") from error
    if not path.is_file():
        raise NoWarehouse(f"{shown} is no file; move it away, then {REMEDY}")
    if not os.access(path, os.R_OK):
        raise NoWarehouse(f"{shown} may not be read by you; ask its owner for: chmod +r {shown}")
    try:
        connection.execute(f"attach {quoted(str(path))} as neocloud (type duckdb, read_only)")
        connection.execute("use neocloud")
        block_bytes, is_ours = connection.execute(HOLDS_RELEASES).fetchone() or (0, False)
    except duckdb.Error as error:
        raise NoWarehouse(f"{shown} {_reason(str(error))}") from error
    if not is_ours:
        raise NoWarehouse(
            f"{shown} is a DuckDB file, but holds no release of Neocloud;"
            f" move it away, then {REMEDY}"
        )
    if size < HEADER_BYTES + block_bytes:
        raise NoWarehouse(f"{shown} is cut short; {REMEDY}")


def damage(error: duckdb.Error) -> str | None:
    """Say what is wrong with the published file if that is why a query failed."""
    reason = _reason(str(error))
    return None if reason.startswith("cannot be read") else f"the published file {reason}"


def _reason(message: str) -> str:
    """Return in one line what DuckDB says about a file, and the remedy."""
    if "not a valid DuckDB database file" in message:
        return f"is no DuckDB file; {REMEDY}"
    if "Could not read enough bytes" in message:
        return f"is cut short; {REMEDY}"
    if "Corrupt database file" in message or "Failed to load metadata pointer" in message:
        return f"is damaged; {REMEDY}"
    if "created with a newer version of DuckDB" in message:
        return f"was written by a newer DuckDB than {duckdb.__version__}; install that, or {REMEDY}"
    return f"cannot be read: {message.splitlines()[0]}; {REMEDY}"
