"""What a run builds: each table, what it reads, how it is made and what it promises."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import duckdb

from pipeline.project.layers import BY_NAME
from pipeline.tables.check import Check

# Columns, each with the columns of other tables that it comes from: (schema.table, column).
Origins = Mapping[str, list[tuple[str, str]]]


@dataclass(frozen=True, kw_only=True, eq=False)
class Table(ABC):
    """One thing a run builds; its subclasses are the kinds: seed, SQL, macro.

    Attributes:
        name: ``schema.table``, which is also the Dagster asset key.
        about: What one row is.
        notes: What else a reader should know, as Markdown paragraphs.
        path: The file it is made from.
        columns: Its columns in order; none for a macro.
        key: The columns that tell one row from another; none for a macro.
        reads: The tables and macros that must be built before it.
        checks: The promises that must hold before it counts as built.
        kinds: What it is made of, for the UI.
        has_rows: Whether it holds rows, as all but macros do.
    """

    name: str
    about: str
    notes: tuple[str, ...] = ()
    path: Path
    columns: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    reads: tuple[str, ...]
    checks: tuple[Check, ...] = ()
    kinds: ClassVar[frozenset[str]]
    has_rows: ClassVar[bool] = True

    @property
    def comment(self) -> str:
        """Return what the file says of it: what one row is on the first line, then the rest."""
        return "\n".join([self.about, *self.notes])

    @abstractmethod
    def version(self) -> str:
        """Return a hash of what it is made from as it is on disk now, without what it reads."""

    @abstractmethod
    def create(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Make it, inside the transaction of the caller.

        Raises:
            BadInput: if the file it is made from is at fault.
        """

    def create_macros(self, connection: duckdb.DuckDBPyConnection) -> None:  # noqa: B027
        """Make the macros that come with it, bound to the file as it is marked now."""

    def meanings(self) -> Mapping[str, str]:
        """Return what each column means."""
        return {}

    def lineage(self) -> Origins:
        """Return, for each column, the columns it is computed from; nothing for a seed."""
        return {}

    def copies(self) -> Origins:
        """Return the columns that are other tables' columns as they are, and whose."""
        return {}

    def formulas(self) -> list[str]:
        """Return how its figures are computed, in the words of its file."""
        return []

    def formula_sources(self) -> list[str]:
        """Return where the formulas are from."""
        return []

    def statement(self) -> str | None:
        """Return the SQL it is made by, if it is SQL."""
        return None

    def known_rows(self) -> str | None:
        """Return, of facts with a day on which the world could know them, those known by then."""
        return None

    @property
    def cites(self) -> bool:
        """Return whether each row is what one document states, rather than computed."""
        return False

    @property
    def schema(self) -> str:
        """Return the schema, which is also the Dagster group."""
        return self.name.partition(".")[0]

    @property
    def layer(self) -> str:
        """Return where in the flow of the data it stands."""
        return BY_NAME[self.schema].layer

    @property
    def place(self) -> str:
        """Return the file it is made from as messages name it: ``sql/cost/instance_prices.sql``."""
        return "/".join(self.path.parts[-3:])


def last_of(tables: Iterable[Table]) -> list[str]:
    """Return the tables that none of the others reads: when they are done, all are."""
    known = list(tables)
    read = {name for table in known for name in table.reads}
    return [table.name for table in known if table.name not in read]
