"""What a run builds: each table, what it reads, how it is made and what it promises."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipeline.tables.check import Check

# The folder of macros is no schema: a macro is called by its bare name.
MACROS = "macros"


@dataclass(frozen=True, kw_only=True)
class Table:
    """One thing a run builds: a seed, a derived table or a macro.

    Attributes:
        name: ``schema.table``, which is also the Dagster asset key.
        about: What one row is.
        notes: What else a reader should know, as Markdown paragraphs.
        path: The file it is made from.
        kinds: What it is made of, for the UI.
        columns: Its columns in order; none for a macro.
        key: The columns that tell one row from another; none for a macro.
        reads: The tables and macros that must be built before it.
        checks: The promises that must hold before it counts as built.
        version: Returns a hash of what it is made from as it is on disk now, without the
            tables it reads.
        create: Makes it, inside the transaction of the caller.
        meanings: Returns what each column means.
        lineage: Returns, for each column, the columns it is computed from.
        copies: Returns the columns that are other tables' columns as they are, and whose.
    """

    name: str
    about: str
    notes: tuple[str, ...]
    path: Path
    kinds: frozenset[str]
    columns: tuple[str, ...]
    key: tuple[str, ...]
    reads: tuple[str, ...]
    checks: tuple[Check, ...]
    version: Callable[[], str]
    create: Callable[[duckdb.DuckDBPyConnection], None]
    meanings: Callable[[], Mapping[str, str]]
    lineage: Callable[[], Mapping[str, list[tuple[str, str]]]]
    copies: Callable[[], Mapping[str, list[tuple[str, str]]]]

    @property
    def schema(self) -> str:
        """Return the schema, which is also the Dagster group."""
        return self.name.partition(".")[0]

    @property
    def is_macro(self) -> bool:
        """Return whether it is a macro: it has no rows of its own."""
        return self.schema == MACROS


def last_of(tables: Iterable[Table]) -> list[str]:
    """Return the tables that none of the others reads: when they are done, all are."""
    known = list(tables)
    read = {name for table in known for name in table.reads}
    return [table.name for table in known if table.name not in read]
