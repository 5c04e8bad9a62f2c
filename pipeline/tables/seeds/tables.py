"""Make a table of every seed: a CSV file under ``seeds/`` and the class that says what it holds."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import ClassVar

import duckdb

from pipeline.project.paths import Project
from pipeline.schemas.base import Seed, Seeds
from pipeline.tables.check import Check, grain
from pipeline.tables.seeds.agreement import agreement
from pipeline.tables.seeds.checks import limits_hold, references
from pipeline.tables.seeds.csv_files import parsed
from pipeline.tables.seeds.dates import dated
from pipeline.tables.seeds.ddl import create_table, meanings
from pipeline.tables.seeds.known_rows import known_rows
from pipeline.tables.seeds.loading import content_at, load
from pipeline.tables.table import Table


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
        digest = hashlib.sha256(content_at(self.seed, self.path) if self.path.exists() else b"")
        digest.update(create_table(self.seed, self.name).encode())
        queries = tuple(check.query for check in self.checks if check.refused)
        digest.update(repr((self.comment, self.meanings(), queries)).encode())
        return digest.hexdigest()[:16]

    def create(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Validate the file and load it; raise ``SeedError`` with all its faults."""
        load(self.seed, self.seeds, self.name, self.path, connection)

    def meanings(self) -> dict[str, str]:
        """Return what each column means, in the words of the class."""
        return self._meanings

    @cached_property
    def _meanings(self) -> dict[str, str]:
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
    promises = _promises(name, seed, seeds)
    checked = {read for check in (*own, *promises) for read in check.reads}
    about, _, notes = (seed.__doc__ or "").strip().partition("\n")
    return SeedTable(
        name=name,
        about=about,
        notes=tuple(" ".join(part.split()) for part in notes.split("\n\n") if part.strip()),
        path=path,
        columns=tuple(seed.column_names()),
        key=tuple(seed.key()),
        reads=tuple(sorted((parents | checked) - {name})),
        checks=(*promises, *own),
        seed=seed,
        seeds=seeds,
    )


def _promises(name: str, seed: type[Seed], seeds: Seeds) -> tuple[Check, ...]:
    """Return the checks that follow from the class."""
    found = (
        grain(name, seed.key()),
        references(name, seed),
        limits_hold(name, seed),
        dated(name, seed, seeds),
        *agreement(name, seed, seeds),
    )
    return tuple(check for check in found if check)


def _also_reads(seed: type[Seed], seeds: Seeds, path: Path) -> set[str]:
    """Return the tables that the rows of the file name, if the class says so and they exist."""
    if "also_reads" not in vars(seed) or not path.exists():
        return set()
    rows = parsed(seed, content_at(seed, path).decode(errors="replace"))
    return seed.also_reads(rows.cells) & seeds.keys()
