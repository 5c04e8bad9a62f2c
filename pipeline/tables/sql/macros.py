"""Make a macro of every SQL file under ``sql/macros``."""

from dataclasses import dataclass
from typing import ClassVar

import duckdb

from pipeline.project.layers import MACROS
from pipeline.project.queries import quoted
from pipeline.tables.sql.file import SqlFile
from pipeline.tables.sql.made_by_sql import MadeBySql
from pipeline.tables.sql.own_file import bound_to_file


@dataclass(frozen=True, kw_only=True, eq=False)
class Macro(MadeBySql):
    """A function that any client of the published file can call by its bare name."""

    has_rows: ClassVar[bool] = False

    def version(self) -> str:
        """Return the hash of the file."""
        return self.file.code_version

    def create(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Make the macro; raise ``SqlFileError`` if DuckDB refuses it."""
        self.create_macros(connection)

    def create_macros(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Make the macro, bound to the file as it is marked now."""
        try:
            connection.execute(bound_to_file(connection, self.file.body, self.reads))
        except duckdb.Error as error:
            raise self.file.refused(error, lines_before=-len(self.file.header)) from None
        kind = "macro table" if " as table" in self.file.text else "macro"
        connection.execute(f"comment on {kind} {self.file.path.stem} is {quoted(self.about)}")


def macro_of(file: SqlFile, macros: frozenset[str]) -> Macro:
    """Return the macro of a file; ``macros`` names all that it may call."""
    return Macro(
        name=file.name,
        about=file.about,
        notes=file.notes,
        path=file.path,
        reads=tuple(sorted({*file.reads, *called(file, macros)} - {file.name})),
        file=file,
    )


def called(file: SqlFile, macros: frozenset[str]) -> set[str]:
    """Return the macros that the file calls, as ``macros.name``."""
    return {f"{MACROS}.{name}" for name in file.calls & macros}
