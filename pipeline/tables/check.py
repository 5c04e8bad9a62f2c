"""Every promise the warehouse makes, as a query for the rows that break it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from pipeline.schemas.base import Seed
from pipeline.tables.seeds.ddl import limits
from pipeline.tables.sql.file import SqlFile
from pipeline.tables.sql.rules import refuse_bad_query

EXAMPLES = 5
# The promises below that follow from a class or a grain.
GENERATED = ("grain", "references", "bounds", "rules")


@dataclass(frozen=True)
class Check:
    """A promise about ``table``; ``query`` finds the rows that break it.

    ``file`` is where the query is written, if it is not generated.
    """

    table: str
    name: str
    about: str
    query: str
    reads: tuple[str, ...] = ()
    file: SqlFile | None = None


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
    """Look for rows that break the promise; raise ``SqlFileError`` if its own SQL is at fault."""
    try:
        result = connection.execute(f"from ({check.query}\n) limit {EXAMPLES}")
        rows = tuple(result.fetchall())
    except duckdb.Error as error:
        if check.file:
            raise check.file.refused(error) from None
        raise
    return CheckOutcome(check, tuple(column[0] for column in result.description), rows)


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


def references(table: str, schema: type[Seed]) -> Check | None:
    """Return the check that what a seed row refers to exists."""
    targets = schema.references()
    if not targets:
        return None
    arms = [
        f"select '{column}' as column_name, {column} as value from {table}"
        f" where {column} is not null and {column} not in (select {target} from {parent})"
        for column, (parent, target) in targets.items()
    ]
    parents = sorted({parent for parent, _ in targets.values()} - {table})
    return Check(
        table,
        "references",
        f"Each {', '.join(targets)} exists in the table it refers to.",
        "\nunion all by name\n".join(arms),
        tuple(parents),
    )


def bounds(table: str, schema: type[Seed]) -> Check | None:
    """Return the check that every value lies within the limits its class declares."""
    arms = [
        f"select '{column}' as column_name, cast({column} as varchar) as value"
        f" from {table} where not ({condition})"
        for column, condition in limits(schema)
    ]
    if not arms:
        return None
    return Check(
        table,
        "bounds",
        "Every value lies within its limits.",
        "\nunion all by name\n".join(arms),
    )


def written_checks(folder: Path, macros: Iterable[str]) -> dict[str, list[Check]]:
    """Return the checks in ``sql/checks/<schema>/<table>__<promise>.sql``, by table."""
    found: dict[str, list[Check]] = {}
    for path in sorted(folder.glob("*/*.sql")):
        check = _written_check(SqlFile(path), macros)
        found.setdefault(check.table, []).append(check)
    return found


def _written_check(file: SqlFile, macros: Iterable[str]) -> Check:
    table, _, promise = file.path.stem.partition("__")
    if not promise:
        raise file.fault(1, "must be called <table>__<promise>.sql")
    if promise in GENERATED:
        raise file.fault(1, f"is called as a check made by itself, {promise}; name the promise")
    refuse_bad_query(file, macros)
    own = f"{file.schema}.{table}"
    others = tuple(read for read in file.reads if read != own)
    return Check(own, promise, file.about, file.text, others, file)
