"""Every promise the warehouse makes, as a query for the rows that break it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from pipeline.project.bad_input import BadInput
from pipeline.schemas.units import plausible

EXAMPLES = 5


@dataclass(frozen=True)
class Check:
    """A promise about ``table``; ``query`` finds the rows that break it.

    ``refused`` words what DuckDB says against a query that somebody wrote, with file and line, and
    ``broken_by`` is a statement after which the promise is broken; a generated query has neither.
    """

    table: str
    name: str
    about: str
    query: str
    reads: tuple[str, ...] = ()
    refused: Callable[[duckdb.Error], BadInput] | None = None
    broken_by: str | None = None


@dataclass(frozen=True)
class CheckOutcome:
    """What a check found: the columns and up to five rows that break the promise."""

    check: Check
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    @property
    def passed(self) -> bool:
        """Return whether no row breaks the promise."""
        return not self.rows

    def __str__(self) -> str:
        """Return the promise and the rows that break it, in one line."""
        found = "; ".join(
            ", ".join(f"{name}={value}" for name, value in zip(self.columns, row, strict=True))
            for row in self.rows
        )
        return f"{self.check.table}: {self.check.about} Broken by: {found}"


def run_check(connection: duckdb.DuckDBPyConnection, check: Check) -> CheckOutcome:
    """Look for rows that break the promise; raise ``BadInput`` if its own SQL is at fault."""
    try:
        result = connection.execute(f"from ({check.query}\n) limit {EXAMPLES}")
        rows = tuple(result.fetchall())
    except duckdb.Error as error:
        if check.refused:
            raise check.refused(error) from None
        raise
    return CheckOutcome(check, tuple(column[0] for column in result.description), rows)


def plausible_values(table: str, columns: Sequence[str], keys: Sequence[str]) -> Check | None:
    """Return the check that no figure lies beyond what its unit allows; None without such units."""
    row = "".join(f", {key}" for key in keys)
    arms = [
        f"select '{column}' as column_name, cast({column} as varchar) as value{row} from {table}"
        f" where not ({column} between {found[0]:f} and {found[1]:f})"
        for column in columns
        if (found := plausible(table, column))
    ]
    if not arms:
        return None
    return Check(
        table,
        "plausible",
        "Every figure lies where one of its unit plausibly can.",
        "\nunion all by name\n".join(arms),
    )


def grain(table: str, keys: Sequence[str]) -> Check:
    """Return the check that there are rows, and that no two of them share the keys."""
    names = ", ".join(keys)
    return Check(
        table,
        "grain",
        f"At least one row, and one per {names}.",
        f"select {names}, count(*) as row_count from {table} group by all having count(*) > 1"
        f"\nunion all by name\nselect 0 as row_count where not exists (from {table})",
    )
