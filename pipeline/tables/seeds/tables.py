"""Make a table of every seed: a CSV file under ``seeds/`` and the class that says what it holds."""

import hashlib
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

import duckdb

from pipeline.project.bad_input import Unreadable, content_of, duckdb_words
from pipeline.project.paths import Project
from pipeline.schemas import seed_classes
from pipeline.schemas.base import Seed
from pipeline.tables.check import Check, bounds, grain, references
from pipeline.tables.seeds.cells import Fault
from pipeline.tables.seeds.csv_files import SeedError, dangling, parsed, read_rows
from pipeline.tables.seeds.ddl import create_table, meanings
from pipeline.tables.table import Table

LOAD = """
insert into {table} from read_csv(
    $path, columns = $columns, header = true, auto_detect = false, strict_mode = true,
    delim = ',', quote = '"', escape = '"', nullstr = '', allow_quoted_nulls = true
)
"""


def seed_tables(project: Project, checks: Mapping[str, Sequence[Check]]) -> dict[str, Table]:
    """Return the table of every seed class by its name."""
    return {
        name: _seed_table(name, seed, project.seeds, checks.get(name, ()))
        for name, seed in seed_classes().items()
    }


def _seed_table(name: str, seed: type[Seed], seeds: Path, own: Sequence[Check]) -> Table:
    schema, _, table = name.partition(".")
    path = seeds / schema / f"{table}.csv"
    promises = (grain(name, seed.key()), references(name, seed), bounds(name, seed), *own)
    parents = {parent for parent, _ in seed.references().values()} | _also_reads(seed, path)
    checked = {read for check in own for read in check.reads}
    return Table(
        name=name,
        about=(seed.__doc__ or "").strip().splitlines()[0],
        notes=(),
        path=path,
        kinds=frozenset({"csv", "duckdb"}),
        columns=tuple(seed.column_names()),
        key=tuple(seed.key()),
        reads=tuple(sorted((parents | checked) - {name})),
        checks=tuple(promise for promise in promises if promise),
        version=partial(_version, seed, name, path, tuple(check.query for check in own)),
        create=partial(load_seed, seed, name, path),
        meanings=partial(meanings, seed),
        lineage=dict,
        copies=dict,
    )


def _also_reads(seed: type[Seed], path: Path) -> set[str]:
    """Return the tables that the rows of the file name, if the class says so and they exist."""
    if "also_reads" not in vars(seed) or not path.exists():
        return set()
    rows = parsed(seed, _content(seed, path).decode(errors="replace"))
    return seed.also_reads(rows.cells) & seed_classes().keys()


def _version(seed: type[Seed], name: str, path: Path, queries: tuple[str, ...]) -> str:
    digest = hashlib.sha256(_content(seed, path) if path.exists() else b"")
    digest.update(create_table(seed, name).encode())
    digest.update(repr((meanings(seed), queries)).encode())
    return digest.hexdigest()[:16]


def _content(seed: type[Seed], path: Path) -> bytes:
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


def load_seed(
    seed: type[Seed], table: str, path: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    """Validate the file and load it into ``table``; raise ``SeedError`` with all its faults."""
    content = _content(seed, path)
    rows = read_rows(seed, content)
    for column, (parent, target) in seed.references().items() if rows.cells else ():
        found = connection.execute(f"select {target} from {parent}").fetchall()
        allowed = {str(value) for (value,) in found}
        rows.faults += dangling(rows, column, f"{target} of {parent}", allowed)
    if not rows.faults:
        rows.faults += [Fault(*found) for found in seed.verify(connection, rows.cells)]
    if rows.faults:
        raise _refusal(path, *rows.faults)
    count = _insert(seed, table, path, connection)
    if count != len(rows.cells) or path.read_bytes() != content:
        problem = f"{len(rows.cells)} rows were read and {count} loaded: it changed meanwhile"
        raise _refusal(path, f"{problem}; build again")


def _insert(seed: type[Seed], table: str, path: Path, connection: duckdb.DuckDBPyConnection) -> int:
    """Let DuckDB read the file into a new ``table``; return the number of rows."""
    connection.execute(create_table(seed, table))
    described = connection.execute(f"describe {table}").fetchall()
    types = {column: kind for column, kind, *_ in described}
    try:
        loaded = connection.execute(LOAD.format(table=table), {"path": str(path), "columns": types})
    except duckdb.Error as error:
        raise _refusal(path, f"DuckDB reads it otherwise: {duckdb_words(error)}") from None
    (count,) = loaded.fetchone() or (0,)
    return int(count)
