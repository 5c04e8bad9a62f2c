"""The progress of a build as JSON, one object a line, for whoever collects logs.

structlog writes them: it comes with Dagster and makes flat objects. Dagster's own JSON logger
wraps every event of the run, some thousand, in its internal records.
"""

import sys
from contextvars import ContextVar
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.warehouse.releases import Moves


class LogFormat(StrEnum):
    """How a build tells of its progress."""

    text = "text"
    json = "json"


class JsonLog:
    """Hears what a run does and writes it to standard error, an object a line."""

    def __init__(self, run_id: str) -> None:
        self.is_approved = False
        import structlog  # only for those who ask for JSON

        self._log: Any = structlog.wrap_logger(
            structlog.PrintLogger(sys.stderr),
            processors=[
                structlog.processors.add_log_level,
                structlog.processors.TimeStamper(fmt="iso", utc=True, key="time"),
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
            run_id=run_id,
        )

    def built(self, table: str, row_count: int | None, seconds: float) -> None:
        """Write that a table was built; a macro has no rows."""
        self._log.info("built", table=table, rows=row_count, seconds=round(seconds, 3))

    def waiting(self, message: str) -> None:
        """Write whom the run waits for."""
        self._log.warning("waiting", message=message)

    def planned(self, stale: dict[str, str], left_alone: int) -> None:
        """Write what is built and why, and how many tables are current."""
        self._log.info("planned", tables=len(stale), left_alone=left_alone, because=stale)

    def current(self, release: str) -> None:
        """Write that readers see what the files say."""
        self._log.info("current", release=release)

    def approve(self, moves: "Moves") -> bool:
        """Write what moved by more than facts; only --yes approves it."""
        figures, lost = list(moves.figures), list(moves.lost)
        self._log.warning("moved", figures=figures, lost=lost, published=self.is_approved)
        return self.is_approved

    def failed(self, table: str, message: str) -> None:
        """Write why a table could not be built."""
        self._log.error("failed", table=table, message=message)

    def stopped(self, message: str, exit_code: int) -> None:
        """Write why the command ends, and with which code."""
        self._log.error("stopped", message=message, exit_code=exit_code)

    def published(self, release: str, tables: int, rows: int, size: int) -> None:
        """Write what readers now see."""
        self._log.info("published", release=release, tables=tables, rows=rows, bytes=size)


# The log of this command; none if people read what it says.
json_log: ContextVar[JsonLog | None] = ContextVar("json_log", default=None)
