"""Read a SQL file: what a row is, what it reads, what its columns mean.

A file holds one statement that runs as pasted in any DuckDB prompt. Everything else about
the table (dependencies, grain, descriptions) is read out of the text, never listed by hand.
"""

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import sqlglot
from sqlglot import exp
from sqlglot.errors import ParseError

# Schemas in the order in which data may flow.
SEED_SCHEMAS = ("reference", "pricing", "funding", "market")
DERIVED_SCHEMAS = ("core", "cost", "growth", "audit")

# A macro gives a value, "as (…)", or a table, "as table select …".
MACRO = re.compile(
    r"^create or replace macro (\w+)\([^)]*\) as(?: table\s+(?=select|with|from)|\s)",
    re.M,
)


class SqlFileError(Exception):
    """A SQL file breaks a rule of the house; the message says where and what to do."""


@dataclass(frozen=True)
class SqlFile:
    """One statement under ``sql/``, whose opening comment says what it gives."""

    path: Path

    @cached_property
    def text(self) -> str:
        """Return the file's contents."""
        return self.path.read_text(encoding="utf-8")

    @property
    def schema(self) -> str:
        """Return the folder, which is the schema."""
        return self.path.parent.name

    @property
    def name(self) -> str:
        """Return ``schema.table``."""
        return f"{self.schema}.{self.path.stem}"

    def fault(self, line: int, problem: str) -> SqlFileError:
        """Return the error that names the file, the line and the remedy."""
        return SqlFileError(f"sql/{self.schema}/{self.path.name}:{line} {problem}")

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
        """Return the rest of the header as Markdown: formulas as code, then source and prose."""
        formulas = [f"`{formula}`" for formula in self.noted("formula")]
        sources = [f"Formula from: {source}." for source in self.noted("source")]
        labels = ("grain:", "formula:", "source:")
        prose = " ".join(line for line in self.header[1:] if not line.startswith(labels))
        return tuple(part for part in ["  \n".join(formulas), *sources, prose] if part)

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
            statements = [s for s in sqlglot.parse(self._parsable, dialect="duckdb") if s]
        except ParseError as error:
            place = error.errors[0] if error.errors else {}
            raise self.fault(
                place.get("line", 1),
                f"does not parse: {place.get('description', error)}",
            ) from None
        if len(statements) != 1:
            raise self.fault(1, f"holds {len(statements)} statements; a file holds exactly one")
        return statements[0]

    @property
    def _parsable(self) -> str:
        # sqlglot knows no default values of macro parameters, so a macro loses its first line;
        # the line breaks stay, so that the lines of messages are true.
        def opening(found: re.Match[str]) -> str:
            return "\n" * found[0].count("\n") + ("" if " as table" in found[0] else "select ")

        return MACRO.sub(opening, self.text)

    @cached_property
    def reads(self) -> tuple[str, ...]:
        """Return the tables that the statement reads, as ``schema.table``.

        Reading ``schema.table_known_by(day)`` is reading the table.
        """
        tables = {
            f"{table.db}.{table.this.name.removesuffix('_known_by')}"
            for table in self.statement.find_all(exp.Table)
            if table.db
        }
        return tuple(sorted(tables))

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
            raise self.fault(1, f"is a {self.statement.key}; a table is one select")
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


def macro_name(file: SqlFile) -> str:
    """Return the name of the macro that a file under ``sql/macros`` creates."""
    if not (found := MACRO.search(file.text)):
        raise file.fault(1, "creates no macro; write: create or replace macro name(…) as …")
    if found[1] != file.path.stem:
        raise file.fault(1, f"creates {found[1]}; the file must be called {found[1]}.sql")
    return found[1]
