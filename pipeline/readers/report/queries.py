"""The queries of the report: SQL files that run as pasted on the published file."""

from dataclasses import dataclass

import duckdb

from pipeline.project.queries import Row, rows
from pipeline.tables.sql.text import SqlText


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
            return rows(connection.execute(self.body))
        except duckdb.Error as error:
            raise self.refused(error, lines_before=-len(self.header)) from error
