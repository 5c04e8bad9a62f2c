"""The text of a SQL file: what its opening comment says, and where a fault of it lies.

Whoever only runs a file needs no more, and no parser, which takes a third of a second to load.
"""

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import duckdb

from pipeline.project.bad_input import BadInput, Unreadable, content_of, duckdb_words, plain_text
from pipeline.project.layers import CHECKS, MACROS

# What the header says before a standard whose names the columns bear: they need no unit of ours.
NAMED_BY = "columns named by"


class SqlFileError(BadInput):
    """A SQL file breaks a rule of the house; the message says where and what to do."""


@dataclass(frozen=True)
class SqlText:
    """A SQL file as it is written, its opening comment first."""

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
        return f"sql/{f'{CHECKS}/' if self._is_check else ''}{self.schema}/{self.path.name}"

    @property
    def opens_on(self) -> str:
        """Return what the opening comment has to say, and how it begins."""
        if self._is_check:
            return "what it promises of every row: -- No … or -- Every …"
        if self.schema == MACROS:
            return "what it returns: -- The …"
        return "what it gives: -- One row per …"

    @property
    def _is_check(self) -> bool:
        return self.path.parent.parent.name == CHECKS

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
            raise self.fault(1, f"opens without a comment; say {self.opens_on}")
        return lines

    @property
    def body(self) -> str:
        """Return what follows the header; below a comment DuckDB miscounts the lines of faults."""
        return "\n".join(self.text.splitlines()[len(self.header) :])

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
        labels = ("grain:", "formula:", "source:", "broken by:", f"{NAMED_BY}:")
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
    def code_version(self) -> str:
        """Return a hash of the text; comments count, since they become the documentation."""
        lines = [line.rstrip() for line in self.text.strip().splitlines()]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]
