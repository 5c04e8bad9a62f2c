"""What tables and macros made by a SQL file have in common."""

from dataclasses import dataclass
from typing import ClassVar

from pipeline.tables.sql.file import SqlFile
from pipeline.tables.table import Table


@dataclass(frozen=True, kw_only=True, eq=False)
class MadeBySql(Table):
    """One thing that a statement makes.

    Attributes:
        file: The statement.
    """

    file: SqlFile
    kinds: ClassVar[frozenset[str]] = frozenset({"sql", "duckdb"})

    def formulas(self) -> list[str]:
        """Return how its figures are computed, in the words of its file."""
        return self.file.noted("formula")

    def formula_sources(self) -> list[str]:
        """Return where the formulas are from."""
        return self.file.noted("source")

    def statement(self) -> str:
        """Return the statement as it is written."""
        return self.file.text
