"""Make a table of every seed: a CSV file under ``seeds/`` and the class that says what it holds."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import duckdb

from pipeline.project.bad_input import Unreadable, content_of, duckdb_words
from pipeline.project.paths import Project
from pipeline.schemas.base import Seed, Seeds
from pipeline.tables.check import Check, grain
from pipeline.tables.seeds.cells import Fault
from pipeline.tables.seeds.checks import limits_hold, references
from pipeline.tables.seeds.csv_files import SeedError, dangling, parsed, read_rows
from pipeline.tables.seeds.ddl import create_table, meanings
from pipeline.tables.seeds.known_rows import known_rows
from pipeline.tables.table import Table

LOAD = """
insert into {table} from read_csv(
    $path, columns = $columns, header = true, auto_detect = false, strict_mode = true,
    delim = ',', quote = '"', escape = '"', nullstr = '', allow_quoted_nulls = true
)
"""


@dataclass(frozen=True, kw_only=True, eq=False)
class SeedTable(Table):
    """The rows of a CSV file, as its class allows them.

    Attributes:
        seed: The class of a row.
        seeds: The classes of all seed tables of the project.
    """

    seed: type[Seed]
    seeds: Seeds
    kinds: ClassVar[frozenset[str]] = frozenset({"csv", "duckdb"})

    def version(self) -> str:
        """Return a hash of the file, its class and the checks that somebody wrote."""
        digest = hashlib.sha256(_content(self.seed, self.path) if self.path.exists() else b"")
        digest.update(create_table(self.seed, self.name).encode())
        queries = tuple(check.query for check in self.checks if check.refused)
        digest.update(repr((self.meanings(), queries)).encode())
        return digest.hexdigest()[:16]

    def create(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Validate the file and load it; raise ``SeedError`` with all its faults."""
        load_seed(self, connection)

    def meanings(self) -> dict[str, str]:
        """Return what each column means, in the words of the class."""
        return meanings(self.seed, self.seeds)

    def known_rows(self) -> str | None:
        """Return the query for the rows that the world could know by a day, if they have one."""
        return known_rows(self.name, self.seed)

    @property
    def cites(self) -> bool:
        """Return whether each row says which document states it."""
        return "source_id" in self.columns


def seed_tables(
    project: Project, seeds: Seeds, checks: Mapping[str, Sequence[Check]]
) -> dict[str, Table]:
    """Return the table of every seed class by its name."""
    return {
        name: seed_table(name, seeds, _path(project, name), checks.get(name, ())) for name in seeds
    }


def _path(project: Project, name: str) -> Path:
    schema, _, table = name.partition(".")
    return project.seeds / schema / f"{table}.csv"


def seed_table(name: str, seeds: Seeds, path: Path, own: Sequence[Check] = ()) -> SeedTable:
    """Return the table ``name`` of the file at ``path``; ``own`` are its written checks."""
    seed = seeds[name]
    parents = {parent for parent, _ in seed.references().values()}
    parents |= _also_reads(seed, seeds, path)
    checked = {read for check in own for read in check.reads}
    return SeedTable(
        name=name,
        about=(seed.__doc__ or "").strip().splitlines()[0],
        path=path,
        columns=tuple(seed.column_names()),
        key=tuple(seed.key()),
        reads=tuple(sorted((parents | checked) - {name})),
        checks=(*_promises(name, seed), *own),
        seed=seed,
        seeds=seeds,
    )


def _promises(name: str, seed: type[Seed]) -> tuple[Check, ...]:
    """Return the checks that follow from the class."""
    found = (grain(name, seed.key()), references(name, seed), limits_hold(name, seed))
    return tuple(check for check in found if check)


def _also_reads(seed: type[Seed], seeds: Seeds, path: Path) -> set[str]:
    """Return the tables that the rows of the file name, if the class says so and they exist."""
    if "also_reads" not in vars(seed) or not path.exists():
        return set()
    rows = parsed(seed, _content(seed, path).decode(errors="replace"))
    return seed.also_reads(rows.cells) & seeds.keys()


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


def load_seed(table: SeedTable, connection: duckdb.DuckDBPyConnection) -> None:
    """Validate the file and load it into its table; raise ``SeedError`` with all its faults."""
    seed, path = table.seed, table.path
    content = _content(seed, path)
    rows = read_rows(seed, content)
    for column, (parent, target) in seed.references().items() if rows.cells else ():
        found = connection.execute(f"select {target} from {parent}").fetchall()
        allowed = {str(value) for (value,) in found}
        rows.faults += dangling(rows, column, f"{target} of {parent}", allowed)
    if not rows.faults:
        found_wrong = seed.verify(connection, rows.cells, table.seeds)
        rows.faults += [Fault(*found) for found in found_wrong]
    if rows.faults:
        raise _refusal(path, *rows.faults)
    count = _insert(table, connection)
    if count != len(rows.cells) or path.read_bytes() != content:
        problem = f"{len(rows.cells)} rows were read and {count} loaded: it changed meanwhile"
        raise _refusal(path, f"{problem}; build again")


def _insert(table: SeedTable, connection: duckdb.DuckDBPyConnection) -> int:
    """Let DuckDB read the file into a new table; return the number of rows."""
    connection.execute(create_table(table.seed, table.name))
    described = connection.execute(f"describe {table.name}").fetchall()
    types = {column: kind for column, kind, *_ in described}
    given = {"path": str(table.path), "columns": types}
    try:
        loaded = connection.execute(LOAD.format(table=table.name), given)
    except duckdb.Error as error:
        problem = f"DuckDB reads it otherwise: {duckdb_words(error)}"
        raise _refusal(table.path, problem) from None
    (count,) = loaded.fetchone() or (0,)
    return int(count)
