"""The working file as a resource of Dagster: one run holds it from first step to last."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import dagster as dg
import duckdb
from pydantic import PrivateAttr

from pipeline.orchestration.instance.job_origin import file_under_repository
from pipeline.orchestration.instance.kept_runs import forget_old_runs
from pipeline.orchestration.instance.run_workers import fail_dead_runs, mark_alive
from pipeline.project.paths import Project
from pipeline.warehouse.progress import report_waiting
from pipeline.warehouse.run_lock import run_lock
from pipeline.warehouse.working_file import open_working


class Warehouse(dg.ConfigurableResource):
    """The working file, held by one run from its first step to its last."""

    root: str
    data: str
    _connection: duckdb.DuckDBPyConnection = PrivateAttr()

    @property
    def project(self) -> Project:
        """Return the folders of the project."""
        return Project(Path(self.root), Path(self.data))

    @property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """Return the run's connection to the working file."""
        return self._connection

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator["Warehouse"]:
        """Take the run lock, open the working file, and close both when the run ends."""

        def say(message: str) -> None:
            report_waiting(message)
            if context.log:
                context.log.warning(message)

        run_id = context.run.run_id if context.run else "no run"
        mark_alive(self.project.run_workers, run_id)
        with run_lock(self.project.run_lock, run_id, say):
            if context.instance:
                file_under_repository(context.instance, run_id)
                fail_dead_runs(context.instance, self.project.run_workers)
                try:
                    forget_old_runs(context.instance)
                except ValueError as error:  # a wrong setting stops no build
                    say(f"no old run was forgotten: {error}")
            with open_working(self.project, say) as connection:
                self._connection = connection
                yield self
