"""The queries of the report: SQL files that run as pasted on the published file."""

from dataclasses import dataclass

import duckdb

from pipeline.project.queries import Row, rows
from pipeline.tables.sql.text import SqlText

FINDING = ".finding.sql"


@dataclass(frozen=True)
class ReportSql(SqlText):
    """One query of the report, in ``charts`` or ``what_if``."""

    @property
    def shown(self) -> str:
        """Return the file's place in the project, as messages name it."""
        return f"pipeline/readers/report/{self.schema}/{self.path.name}"

    @property
    def opens_on(self) -> str:
        """Return what the opening comment has to say, and how it begins."""
        if self.path.name.endswith(FINDING):
            return "what the sentence tells: -- One row, in English and in Chinese: …"
        return super().opens_on

    def rows(self, connection: duckdb.DuckDBPyConnection) -> list[Row]:
        """Return the rows that the query gives, by the names of their columns.

        Raises:
            SqlFileError: if there is no such file, or DuckDB refuses it.
        """
        try:
            return rows(connection.execute(self.body))
        except duckdb.Error as error:
            raise self.refused(error, lines_before=-len(self.header)) from error
