"""The queries of the report: SQL files that run as pasted on the published file."""

from dataclasses import dataclass
from typing import Any

import duckdb

from pipeline.tables.sql.text import SqlText

Row = dict[str, Any]


@dataclass(frozen=True)
class ReportSql(SqlText):
    """One query of the report, in ``charts`` or ``what_if``."""

    @property
    def shown(self) -> str:
        """Return the file's place in the project, as messages name it."""
        return f"pipeline/readers/report/{self.schema}/{self.path.name}"

    def rows(self, connection: duckdb.DuckDBPyConnection) -> list[Row]:
        """Return the rows that the query gives, by the names of their columns.

        Raises:
            SqlFileError: if there is no such file, or DuckDB refuses it.
        """
        try:
            return rows_of(connection.execute(self.body))
        except duckdb.Error as error:
            raise self.refused(error, lines_before=-len(self.header)) from error


def rows_of(result: duckdb.DuckDBPyConnection) -> list[Row]:
    """Return a result as one dictionary a row."""
    names = [column[0] for column in result.description or []]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]
