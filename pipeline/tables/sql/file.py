"""Read a SQL file: what a row is, what it reads, what its columns mean.

A file holds one statement that runs as pasted in any DuckDB prompt. Everything else about
the table (dependencies, grain, descriptions) is read out of the text, never listed by hand.
"""

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import duckdb
from sqlglot import exp

from pipeline.project.bad_input import BadInput, Unreadable, content_of, duckdb_words, plain_text
from pipeline.tables.sql.parser import line_of, parsed_statement

# Schemas in the order in which data may flow.
SEED_SCHEMAS = ("reference", "pricing", "funding", "market")
DERIVED_SCHEMAS = ("core", "cost", "growth", "audit")
CHECKS = "checks"
# What the header says before a standard whose names the columns bear: they need no unit of ours.
NAMED_BY = "columns named by"


class SqlFileError(BadInput):
    """A SQL file breaks a rule of the house; the message says where and what to do."""


@dataclass(frozen=True)
class SqlFile:
    """One statement under ``sql/``, whose opening comment says what it gives."""

    path: Path

    @cached_property
    def text(self) -> str:
        """Return the file's contents."""
        try:
            text = plain_text(content_of(self.path))
        except Unreadable as error:
            raise self.fault(error.line, error.problem) from None
        if not text.strip():
            raise self.fault(1, "is empty; write one select, under what it gives as a comment")
        return text

    @property
    def schema(self) -> str:
        """Return the folder, which is the schema."""
        return self.path.parent.name

    @property
    def name(self) -> str:
        """Return ``schema.table``."""
        return f"{self.schema}.{self.path.stem}"

    @property
    def shown(self) -> str:
        """Return the file's place in the project, as messages name it."""
        is_check = self.path.parent.parent.name == CHECKS
        return f"sql/{f'{CHECKS}/' if is_check else ''}{self.schema}/{self.path.name}"

    def fault(self, line: int, problem: str) -> SqlFileError:
        """Return the error that names the file, the line and the remedy."""
        return SqlFileError(f"{self.shown}:{line} {problem}")

    def refused(self, error: duckdb.Error, lines_before: int = 0) -> SqlFileError:
        """Return what DuckDB says against the statement, which ran after so many other lines."""
        found = re.search(r"^LINE (\d+):", str(error), re.M)
        line = max(int(found[1]) - lines_before, 1) if found else 1
        return self.fault(line, f"is refused by DuckDB: {duckdb_words(error)}")

    @cached_property
    def header(self) -> list[str]:
        """Return the opening comment, line by line, without the dashes."""
        lines = []
        for line in self.text.splitlines():
            if not line.startswith("--"):
                break
            lines.append(line.removeprefix("--").strip())
        if not lines:
            raise self.fault(1, "opens without a comment; say what it gives: -- One row per …")
        return lines

    @property
    def about(self) -> str:
        """Return the first line of the opening comment."""
        return self.header[0]

    def noted(self, label: str) -> list[str]:
        """Return what the header says after ``label:``, one entry a line."""
        return [
            line.removeprefix(f"{label}:").strip()
            for line in self.header
            if line.startswith(f"{label}:")
        ]

    @property
    def notes(self) -> tuple[str, ...]:
        """Return the rest of the header as Markdown: formulas as code, then sources and prose."""
        formulas = [f"`{formula}`" for formula in self.noted("formula")]
        sources = [f"Formula from: {source}." for source in self.noted("source")]
        sources += [f"Columns named by: {standard}." for standard in self.noted(NAMED_BY)]
        labels = ("grain:", "formula:", "source:", f"{NAMED_BY}:")
        prose = " ".join(line for line in self.header[1:] if not line.startswith(labels))
        return tuple(part for part in ["  \n".join(formulas), *sources, prose] if part)

    @property
    def is_named_by_others(self) -> bool:
        """Return whether a standard, which the header names, gives the columns their names."""
        named_by = self.noted(NAMED_BY)
        if named_by and not all(named_by):
            line = next(n for n, line in enumerate(self.header, 1) if line == f"{NAMED_BY}:")
            raise self.fault(line, f"names no standard; add its name behind {NAMED_BY}:")
        return bool(named_by)

    @cached_property
    def grain(self) -> list[str]:
        """Return the columns that tell one row from another."""
        if not (stated := self.noted("grain")):
            raise self.fault(2, "states no grain; add: -- grain: column, column")
        return [column.strip() for column in stated[0].split(",")]

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

    @cached_property
    def code_version(self) -> str:
        """Return a hash of the text; comments count, since they become the documentation."""
        lines = [line.rstrip() for line in self.text.strip().splitlines()]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def _sentence(comment: str) -> str:
    text = comment.strip().rstrip(".")
    return f"{text[:1].upper()}{text[1:]}."


def sql_files(folder: Path) -> list[SqlFile]:
    """List the SQL files in ``folder``, in name order."""
    return [SqlFile(path) for path in sorted(folder.glob("*.sql"))]
