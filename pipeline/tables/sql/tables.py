"""Make a table of every SQL file: the file's folder is its schema, its stem its name."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import duckdb
from sqlglot.errors import SqlglotError

from pipeline.project.layers import BY_NAME
from pipeline.project.queries import quoted
from pipeline.tables.check import Check, grain, plausible_values
from pipeline.tables.record_tables import RECORD_MEANINGS
from pipeline.tables.records import record_origins
from pipeline.tables.sql.columns import refuse_bad_columns
from pipeline.tables.sql.file import SqlFile
from pipeline.tables.sql.known_by import SUFFIX, known_by_macro
from pipeline.tables.sql.lineage import column_copies, column_lineage
from pipeline.tables.sql.macros import called
from pipeline.tables.sql.made_by_sql import MadeBySql
from pipeline.tables.sql.own_file import bound_to_file
from pipeline.tables.table import Origins, Table


@dataclass(frozen=True, kw_only=True, eq=False)
class SqlTable(MadeBySql):
    """The rows that one select gives.

    Attributes:
        tables: All tables of the project, by name.
        after: The tables whose records it reads; all must be done before.
    """

    tables: Mapping[str, Table]
    after: tuple[Table, ...] = ()

    def version(self) -> str:
        """Return a hash of the file and of the checks that somebody wrote."""
        written = (check.query for check in self.checks if check.refused)
        texts = "\n".join([self.file.code_version, *written])
        return hashlib.sha256(texts.encode()).hexdigest()[:16]

    def create(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Make the table; raise ``SqlFileError`` if DuckDB or a rule on columns refuses it."""
        if self.after:
            record_origins(connection, self.after)
        self._make(connection, f"create or replace table {self.name} as\n{self.file.text}")

    def create_empty(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Make it without rows, which tells whether DuckDB and the rules on columns take it."""
        text = f"create or replace table {self.name} as from (\n{self.file.text}\n) limit 0"
        self._make(connection, text)

    def _make(self, connection: duckdb.DuckDBPyConnection, statement: str) -> None:
        try:
            connection.execute(statement)
        except duckdb.Error as error:
            raise self.file.refused(error, lines_before=1) from None
        described = connection.execute(f"describe {self.name}").fetchall()
        types = {name: kind for name, kind, *_ in described}
        refuse_bad_columns(self.file, types, self.meanings())
        self.lineage()  # raises before the table counts, not after
        self.create_macros(connection)

    def create_macros(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Make, beside the table, the macro that gives it as known on a day."""
        if not BY_NAME[self.schema].has_known_by:
            return
        files = {t.name: t.file for t in self.tables.values() if isinstance(t, SqlTable)}
        facts = {t.name: rows for t in self.tables.values() if (rows := t.known_rows())}
        macro = known_by_macro(self.file, files, facts)
        connection.execute(bound_to_file(connection, macro, [*self.tables]))
        about = f"As the world could know it on a day: {self.about[:1].lower()}{self.about[1:]}"
        connection.execute(f"comment on macro table {self.name}{SUFFIX} is {quoted(about)}")

    def meanings(self) -> dict[str, str]:
        """Return the trailing comments; a name without one means what it means upstream."""
        return self._meanings

    @cached_property
    def _meanings(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for read in self.file.reads:
            is_record = read in RECORD_MEANINGS
            found |= RECORD_MEANINGS[read] if is_record else self.tables[read].meanings()
        found |= self.file.column_comments
        return {column: found[column] for column in self.columns if column in found}

    def lineage(self) -> Origins:
        """Return, for each column, the columns it is computed from."""
        return self._lineage

    @cached_property
    def _lineage(self) -> Origins:
        try:
            return column_lineage(self.file.query, self._columns_read())
        except (SqlglotError, LookupError) as error:
            problem = f"cannot be traced to the columns it reads ({error}); write it more plainly"
            raise self.file.fault(1, problem) from error

    def copies(self) -> Origins:
        """Return the columns that are other tables' columns as they are, and whose."""
        return self._copies

    @cached_property
    def _copies(self) -> Origins:
        return column_copies(self.file.query, self._columns_read())

    def _columns_read(self) -> dict[str, Sequence[str]]:
        return {
            read: list(RECORD_MEANINGS[read])
            if read in RECORD_MEANINGS
            else self.tables[read].columns
            for read in self.file.reads
        }


def _promises(file: SqlFile) -> tuple[Check, ...]:
    """Return the checks that follow from the grain and the units of the columns."""
    found = grain(file.name, file.grain)
    if not BY_NAME[file.schema].has_known_by:
        return (found,)
    values = plausible_values(file.name, file.query.named_selects, file.grain)
    return (found, values) if values else (found,)


def table_of(
    file: SqlFile,
    tables: Mapping[str, Table],
    macros: frozenset[str],
    own: Sequence[Check] = (),
    after: Sequence[Table] = (),
    last: Sequence[str] = (),
) -> SqlTable:
    """Return the table of a file.

    ``own`` are the checks that somebody wrote for it. A table that reads the records of others
    comes ``after`` them, which is after the ``last`` of them.
    """
    checked = {read for check in own for read in check.reads}
    reads = {*file.reads, *checked, *called(file, macros), *last} - {file.name}
    return SqlTable(
        name=file.name,
        about=file.about,
        notes=file.notes,
        path=file.path,
        columns=tuple(file.query.named_selects),
        key=tuple(file.grain),
        reads=tuple(sorted(reads - RECORD_MEANINGS.keys() if after else reads)),
        checks=(*_promises(file), *own),
        file=file,
        tables=tables,
        after=tuple(after),
    )
