"""Runs in this process, kept where ``neocloud ui`` shows them: select, execute, publish the rest.

Every command that starts a run uses these; the words in which it tells of it are its own.
"""

import re
import warnings
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from uuid import uuid4

import dagster as dg
from dagster._core.storage.tags import REPOSITORY_LABEL_TAG

from pipeline.orchestration.assets.publish import PUBLISHED
from pipeline.orchestration.assets.report import REPORT
from pipeline.orchestration.assets.tables import asset_key
from pipeline.orchestration.definitions import definitions_of
from pipeline.orchestration.failures import Failure, failures_of
from pipeline.orchestration.instance.home import prepare_home
from pipeline.orchestration.instance.job_origin import REPOSITORY
from pipeline.project.paths import Project
from pipeline.readers.own_names import NoSuchTable, resolved_table
from pipeline.tables.table import Table
from pipeline.warehouse.catalog import project_tables
from pipeline.warehouse.progress import Listener, listening, report_waiting
from pipeline.warehouse.run_lock import run_lock
from pipeline.warehouse.staleness import stale_tables
from pipeline.warehouse.working_file import open_working

# Dagster's own account of each step would mix with what the command says.
QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
# ``schema.table`` in a selection, by itself or between Dagster's operators.
NAMED_TABLE = re.compile(r"(?<![\w./:*\"'])[a-z_]\w*\.\w+(?![\w./*])")
# Gives whoever listens to a run of so many steps.
Audience = Callable[[int], AbstractContextManager[Listener]]


class NoSelection(Exception):
    """What should name assets names none; the message says why."""


class RunFailed(Exception):
    """A run failed, and the last release is as it was."""

    def __init__(self, run_id: str, failures: list[Failure]) -> None:
        super().__init__(f"run {run_id} failed")
        self.run_id = run_id
        self.failures = failures


class NotCurrent(Exception):
    """Some tables are not what the files on disk say, so nothing was published."""

    def __init__(self, stale: Mapping[str, str]) -> None:
        super().__init__(f"{len(stale)} tables are not current")
        self.stale = stale


@dataclass(frozen=True)
class Runs:
    """The runs of one project that one command starts.

    Attributes:
        project: Where its files lie.
        started_by: The command, as the UI and the alerts name it.
        definitions: What can be run.
        instance: Where runs and events are kept.
    """

    project: Project
    started_by: str
    definitions: dg.Definitions
    instance: dg.DagsterInstance

    def select(self, selection: str | None) -> set[dg.AssetKey]:
        """Return the assets that ``selection`` names in Dagster's syntax; without, the warehouse.

        Raises:
            NoSelection: if it cannot be read, or names nothing.
        """
        graph = self.definitions.resolve_asset_graph()
        if selection is None:
            return set(graph.materializable_asset_keys) - {REPORT}  # neocloud report makes it
        written = self._in_keys(selection)
        try:
            with warnings.catch_warnings():  # Dagster's parser uses what Dagster still calls beta
                warnings.simplefilter("ignore", dg.BetaWarning)
                keys = dg.AssetSelection.from_string(written).resolve(graph)
        except Exception as error:  # Dagster raises its parser's and its own errors here
            raise NoSelection(f"{selection!r} is no selection: {error}") from None
        if not keys:
            names = ", ".join(sorted({key.path[0] for key in graph.get_all_asset_keys()}))
            raise NoSelection(f"{selection!r} selects nothing; the groups are {names}")
        return set(keys)

    def _in_keys(self, selection: str) -> str:
        """Return the selection with each ``schema.table`` written as Dagster's key of it."""
        known = {
            ".".join(key.path)
            for key in self.definitions.resolve_asset_graph().get_all_asset_keys()
        }

        def key(found: re.Match[str]) -> str:
            try:
                return f'key:"{resolved_table(found[0], known).replace(".", "/")}"'
            except NoSuchTable as error:
                raise NoSelection(f"{selection!r} selects nothing: {error}") from None

        return NAMED_TABLE.sub(key, selection)

    def execute(self, keys: Collection[dg.AssetKey], run_id: str, audience: Audience) -> None:
        """Make the assets in this process.

        Raises:
            RunFailed: if any of them could not be made.
        """
        with audience(len(keys)) as listener, listening(listener):
            result = self._job(keys).execute_in_process(
                instance=self.instance,
                asset_selection=sorted(keys),
                run_config=QUIET,
                raise_on_error=False,
                run_id=run_id,
                tags={"neocloud/started_by": self.started_by, REPOSITORY_LABEL_TAG: REPOSITORY},
            )
        if not result.success:
            raise RunFailed(run_id, failures_of(result.all_events))

    def _job(self, keys: Collection[dg.AssetKey]) -> dg.JobDefinition:
        """Return the job that says what the run makes: everything, or assets chosen by hand.

        The UI files the latter as a materialisation of these assets, as if chosen there.
        """
        if self.select(None) <= set(keys):
            return self.definitions.resolve_job_def("build_all")
        return self.definitions.resolve_implicit_global_asset_job_def()

    def publish_if_current(self, audience: Audience) -> None:
        """Publish what runs of a part of the assets made, if that leaves nothing stale.

        Raises:
            NotCurrent: if it leaves something stale.
            RunFailed: if it could not be published.
        """
        lock = run_lock(self.project.run_lock, self.started_by, report_waiting)
        with lock, open_working(self.project) as connection:
            stale = stale_tables(connection, project_tables(self.project))
        if stale:
            raise NotCurrent(stale)
        self.execute({PUBLISHED}, str(uuid4()), audience)

    def build(
        self,
        selection: str | None,
        run_id: str,
        audience: Audience,
        stale: Collection[str] | None = None,
    ) -> None:
        """Make what ``selection`` names, and publish it; without one, ``stale`` or everything.

        Raises:
            NoSelection, RunFailed, NotCurrent: as the steps of it do.
        """
        if selection is None and stale is not None:
            keys = {*map(asset_key, stale), PUBLISHED}
        else:
            keys = self.select(selection)
        self.execute(keys, run_id, audience)
        if PUBLISHED not in keys:
            self.publish_if_current(audience)


@contextmanager
def open_runs(
    project: Project, started_by: str, tables: Sequence[Table] | None = None
) -> Iterator[Runs]:
    """Open what the runs of ``project`` need: Dagster's home, its store of runs, the assets.

    ``tables`` are those of the project, where they have been read already.
    """
    prepare_home(project)
    definitions = definitions_of(project, tables)
    with dg.DagsterInstance.get() as instance:
        yield Runs(project, started_by, definitions, instance)
