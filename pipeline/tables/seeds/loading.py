"""Load a seed file: validated row by row, then read by DuckDB, and the two compared."""

from pathlib import Path

import duckdb

from pipeline.project.bad_input import Unreadable, content_of, duckdb_words
from pipeline.schemas.base import Seed, Seeds
from pipeline.tables.seeds.cells import Fault
from pipeline.tables.seeds.csv_files import SeedError, dangling, read_rows
from pipeline.tables.seeds.ddl import create_table

LOAD = """
insert into {table} from read_csv(
    $path, columns = $columns, header = true, auto_detect = false, strict_mode = true,
    delim = ',', quote = '"', escape = '"', nullstr = '', allow_quoted_nulls = true,
    hive_partitioning = false
)
"""


def content_at(seed: type[Seed], path: Path) -> bytes:
    """Return the bytes of a seed file; raise ``SeedError`` if there is none that can be read."""
    if not path.exists():
        header = ",".join(seed.column_names())
        raise _refusal(path, f"the file is missing; its header is {header}")
    try:
        return content_of(path)
    except Unreadable as error:
        raise _refusal(path, error.problem) from None


def _refusal(path: Path, *problems: str | Fault) -> SeedError:
    faults = [p if isinstance(p, Fault) else Fault(1, "", p) for p in problems]
    return SeedError(f"seeds/{path.parent.name}/{path.name}", faults)


def load(
    seed: type[Seed], seeds: Seeds, table: str, path: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    """Validate the file and load it into a new ``table``; raise ``SeedError`` with all its faults.

    ``seeds`` holds the class of every seed table of the project.
    """
    content = content_at(seed, path)
    rows = read_rows(seed, content)
    for column, (parent, target) in seed.references().items() if rows.cells else ():
        found = connection.execute(f"select {target} from {parent}").fetchall()
        allowed = {str(value) for (value,) in found}
        rows.faults += dangling(rows, column, f"{target} of {parent}", allowed)
    if not rows.faults:
        rows.faults += [Fault(*found) for found in seed.verify(connection, rows.cells, seeds)]
    if rows.faults:
        raise _refusal(path, *rows.faults)
    count = _insert(seed, table, path, connection)
    if count != len(rows.cells) or path.read_bytes() != content:
        problem = f"{len(rows.cells)} rows were read and {count} loaded: it changed meanwhile"
        raise _refusal(path, f"{problem}; build again")


def _insert(seed: type[Seed], table: str, path: Path, connection: duckdb.DuckDBPyConnection) -> int:
    """Let DuckDB read the file into a new table; return the number of rows."""
    connection.execute(create_table(seed, table))
    described = connection.execute(f"describe {table}").fetchall()
    types = {column: kind for column, kind, *_ in described}
    given = {"path": str(path), "columns": types}
    try:
        loaded = connection.execute(LOAD.format(table=table), given)
    except duckdb.Error as error:
        problem = f"DuckDB reads it otherwise: {duckdb_words(error)}"
        raise _refusal(path, problem) from None
    (count,) = loaded.fetchone() or (0,)
    return int(count)
