"""``neocloud build``: make the warehouse and publish it."""

import gc
import warnings
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from pipeline.cli.messages import FAULT, MISUSE, stderr, stop
from pipeline.cli.own_faults import error_fault, step_fault
from pipeline.paths import Project, current_project

if TYPE_CHECKING:
    import dagster as dg

QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}


def build(
    select: Annotated[
        str | None,
        typer.Option(
            "--select",
            "-s",
            help=(
                "Build only these, in Dagster's selection syntax: `group:cost`,"
                " `key:core/component_prices+` (with all that reads it), `+key:cost/*` (with all"
                " it reads)."
            ),
        ),
    ] = None,
) -> None:
    """Build every table from the files on disk, check it, and publish the whole.

    Readers see the new release at once and whole, or not at all: a fault in a seed, a SQL file
    or a check leaves the last release as it was. The run is kept where `neocloud ui` shows it.
    With `--select`, the release is published only if every other table is current too.
    """
    gc.disable()  # in a process this short, collecting costs more than it frees
    project = current_project()
    from pipeline.instance import prepare_home

    prepare_home(project)
    from pipeline.project_definitions import definitions_of

    _run(project, definitions_of(project), select)


def _run(project: Project, defs: "dg.Definitions", select: str | None) -> None:
    import dagster as dg

    from pipeline.assets import PUBLISHED

    keys = _selected(defs, select)
    with dg.DagsterInstance.get() as instance:
        _execute(project, defs, instance, keys)
        if PUBLISHED not in keys:
            _publish_if_current(project, defs, instance)
    _summarise(project)


def _selected(defs: "dg.Definitions", select: str | None) -> "set[dg.AssetKey]":
    import dagster as dg

    graph = defs.resolve_asset_graph()
    if select is None:
        return set(graph.materializable_asset_keys)
    try:
        with warnings.catch_warnings():  # Dagster's parser uses what Dagster still calls beta
            warnings.simplefilter("ignore", dg.BetaWarning)
            keys = dg.AssetSelection.from_string(select).resolve(graph)
    except Exception as error:  # Dagster raises its parser's and its own errors here
        stop(f"--select {select!r} is no selection: {error}", MISUSE)
    if not keys:
        names = ", ".join(sorted({key.path[0] for key in graph.get_all_asset_keys()}))
        stop(f"--select {select!r} selects nothing; the groups are {names}", MISUSE)
    return set(keys)


def _execute(
    project: Project,
    defs: "dg.Definitions",
    instance: "dg.DagsterInstance",
    keys: "set[dg.AssetKey]",
) -> None:
    """Run the assets in this process and show each table as it is done."""
    from pipeline.progress import listening

    with (
        Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=stderr,
            transient=True,
        ) as progress,
        listening(_Shown(progress, len(keys))),
    ):
        result = defs.resolve_job_def("build_all").execute_in_process(
            instance=instance,
            asset_selection=sorted(keys),
            run_config=QUIET,
            raise_on_error=False,
            tags={"neocloud/started_by": "neocloud build"},
        )
    if not result.success:
        _say_why(project, result.all_events)
        stop(
            f"run {result.run_id} failed; the last release is as it was"
            " (all events: neocloud ui, Runs)",
            FAULT,
        )


def _say_why(project: Project, events: "Sequence[dg.DagsterEvent]") -> None:
    """Print why each step failed, or why the run did before it came to any."""
    steps = [event for event in events if event.is_step_failure]
    for event in steps:
        stderr.print(f"{(event.step_key or '').replace('__', '.', 1)} failed", style="bold red")
        stderr.print(step_fault(project, event), markup=False)
    for event in events:
        if not steps and event.is_failure and event.job_failure_data.error:
            stderr.print(error_fault(project, event.job_failure_data.error), markup=False)


class _Shown:
    """Shows the progress of a run on the terminal."""

    def __init__(self, progress: Progress, total: int) -> None:
        self.progress = progress
        self.task = progress.add_task("building", total=total)

    def built(self, table: str, row_count: int | None, seconds: float) -> None:
        """Print a line for the table and move the bar."""
        rows = "macro" if row_count is None else f"{row_count:,} row{'s' * (row_count != 1)}"
        self.progress.console.print(f"{table:<36} {rows:>13} {seconds:7.3f} s")
        self.progress.update(self.task, description=table, advance=1)

    def waiting(self, message: str) -> None:
        """Print whom the run waits for."""
        self.progress.console.print(message, style="yellow", markup=False)


def _publish_if_current(
    project: Project, defs: "dg.Definitions", instance: "dg.DagsterInstance"
) -> None:
    """Publish what a partial build made, if that leaves nothing stale."""
    from pipeline.assets import PUBLISHED
    from pipeline.builds import stale_tables
    from pipeline.progress import report_waiting
    from pipeline.project_tables import project_tables
    from pipeline.run_lock import run_lock
    from pipeline.warehouse import open_working

    lock = run_lock(project.run_lock, "neocloud build", report_waiting)
    with lock, open_working(project) as connection:
        stale = stale_tables(connection, project_tables(project))
    if stale:
        reasons = "\n".join(f"  {name} {why}" for name, why in stale.items())
        stop(
            f"built, but not published: {len(stale)} tables are not current\n{reasons}\n"
            "remedy: neocloud build",
            FAULT,
        )
    _execute(project, defs, instance, {PUBLISHED})


def _summarise(project: Project) -> None:
    """Say what was published, on standard output."""
    from pipeline.readers import open_published

    with open_published(project) as connection:
        release, tables, rows = connection.execute(
            "select release_id, table_count, row_count from meta.releases order by 1 desc limit 1"
        ).fetchone() or ("", 0, 0)
    size = project.published.stat().st_size / 1_000_000
    Console(soft_wrap=True, highlight=False).print(
        f"published {project.shown(project.published)}: {tables} tables, {rows:,} rows,"
        f" {size:.1f} MB, release {release}"
    )
