"""Read a SQL file: what a row is, what it reads, what its columns mean.

A file holds one statement that runs as pasted in any DuckDB prompt. Everything else about
the table (dependencies, grain, descriptions) is read out of the text, never listed by hand.
"""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sqlglot import exp

from pipeline.project.bad_input import Unreadable
from pipeline.tables.sql.parser import line_of, parsed_statement
from pipeline.tables.sql.text import SqlText


@dataclass(frozen=True)
class SqlFile(SqlText):
    """One statement under ``sql/``, whose opening comment says what it gives."""

    @cached_property
    def statement(self) -> exp.Expr:
        """Return the parsed statement; of a macro, the part after ``as``."""
        try:
            return parsed_statement(self.text)
        except Unreadable as error:
            raise self.fault(error.line, error.problem) from None

    @cached_property
    def reads(self) -> tuple[str, ...]:
        """Return the tables that the statement reads, as ``schema.table``.

        Reading ``schema.table_known_by(day)`` is reading the table.
        """
        return tuple(sorted({name for name, _ in self._readings}))

    @cached_property
    def _readings(self) -> list[tuple[str, exp.Table]]:
        found = self.statement.find_all(exp.Table)
        return [
            (f"{table.db}.{table.this.name.removesuffix('_known_by')}", table)
            for table in found
            if table.db
        ]

    def line_reading(self, read: str) -> int:
        """Return the first line that reads the table."""
        return min((line_of(table) for name, table in self._readings if name == read), default=1)

    @cached_property
    def calls(self) -> frozenset[str]:
        """Return the functions the statement calls that DuckDB does not know by itself."""
        return frozenset(call.name for call in self.statement.find_all(exp.Anonymous))

    @cached_property
    def column_comments(self) -> dict[str, str]:
        """Return what the trailing comments say of the query's columns."""
        return {
            column.alias_or_name: _sentence(" ".join(comments))
            for column in self.query.selects
            if (comments := column.comments or column.this.comments)
        }

    @cached_property
    def query(self) -> exp.Query:
        """Return the statement as a query; raise if it is something else."""
        if not isinstance(self.statement, exp.Query):
            is_command = isinstance(self.statement, exp.Command)
            kind = (self.statement.name if is_command else self.statement.key).upper()
            line = len(self.header) + 1
            raise self.fault(line, f"holds {kind}, which is no query; write one select")
        return self.statement


def _sentence(comment: str) -> str:
    text = comment.strip().rstrip(".")
    return f"{text[:1].upper()}{text[1:]}."


def sql_files(folder: Path) -> list[SqlFile]:
    """List the SQL files in ``folder``, in name order."""
    return [SqlFile(path) for path in sorted(folder.glob("*.sql"))]
