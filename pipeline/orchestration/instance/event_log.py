"""Dagster's event log in one SQLite file, at the speed SQLite has.

Dagster's own storage opens a new engine for every event, which costs three times what the
whole build does. This subclass keeps one engine a process; it leans on a private class, so a
test holds it to the parent's behaviour and Dagster is pinned below 1.14.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property

import dagster as dg
from dagster._core.storage.asset_check_execution_record import AssetCheckExecutionRecordStatus
from dagster._core.storage.event_log import ConsolidatedSqliteEventLogStorage
from dagster._core.storage.event_log.schema import AssetCheckExecutionsTable
from dagster._core.storage.sql import create_engine
from dagster._core.storage.sqlite import SQLITE_BUSY_TIMEOUT_SECONDS
from sqlalchemy import Connection, Engine, event

RUN_STOPPED = (dg.DagsterEventType.RUN_FAILURE, dg.DagsterEventType.RUN_CANCELED)


class PooledSqliteEventLogStorage(ConsolidatedSqliteEventLogStorage):
    """The consolidated SQLite event log with a pooled engine."""

    @cached_property
    def _engine(self) -> Engine:
        engine = create_engine(
            self._conn_string, connect_args={"timeout": SQLITE_BUSY_TIMEOUT_SECONDS}
        )

        @event.listens_for(engine, "connect")
        def _settle(connection: sqlite3.Connection, _record: object) -> None:
            # Under the write-ahead log that the parent sets, a power cut may lose the last
            # events but never corrupts the file.
            connection.execute("pragma synchronous = normal")

        return engine

    def has_table(self, table_name: str) -> bool:
        """Return whether the table exists; once it does, it stays."""
        if table_name not in self._tables_seen:
            with self._engine.connect() as connection:
                if not self._engine.dialect.has_table(connection, table_name):
                    return False
            self._tables_seen.add(table_name)
        return True

    @cached_property
    def _tables_seen(self) -> set[str]:
        return set()

    @contextmanager
    def _connect(self) -> Iterator[Connection]:
        with self._engine.begin() as connection:
            yield connection

    def store_event(self, event: dg.EventLogEntry) -> None:
        """Keep an event; once a run has stopped early, forget what it had planned to check.

        Dagster shows such a check as failed, though nothing was looked at. Without the plan it
        shows what the check found last, or that it never ran.
        """
        super().store_event(event)
        if event.dagster_event_type in RUN_STOPPED:
            checks = AssetCheckExecutionsTable
            planned = checks.c.execution_status == AssetCheckExecutionRecordStatus.PLANNED.value
            with self.index_connection() as connection:
                connection.execute(
                    checks.delete().where(checks.c.run_id == event.run_id).where(planned)
                )

    def delete_events(self, run_id: str) -> None:
        """Delete all that was logged of a run; the parent leaves what its checks found."""
        super().delete_events(run_id)
        checked = AssetCheckExecutionsTable
        with self.index_connection() as connection:
            connection.execute(checked.delete().where(checked.c.run_id == run_id))

    def dispose(self) -> None:
        """Close the pooled connections."""
        self._engine.dispose()
        super().dispose()
