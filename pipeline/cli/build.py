"""``neocloud build``: make the warehouse and publish it."""

import gc
import warnings
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from pipeline.cli.messages import FAULT, MISUSE, stderr, stop
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
    from pipeline.sql_files import SqlFileError

    try:
        from pipeline.definitions import defs
    except SqlFileError as error:
        stop(str(error), FAULT)
    _run(project, defs, select)


def _run(project: Project, defs: "dg.Definitions", select: str | None) -> None:
    import dagster as dg

    from pipeline.assets import PUBLISHED

    keys = _selected(defs, select)
    with dg.DagsterInstance.get() as instance:
        _execute(defs, instance, keys)
        if PUBLISHED not in keys:
            _publish_if_current(project, defs, instance)
    _summarise(project)


def _selected(defs: "dg.Definitions", select: str | None) -> "set[dg.AssetKey]":
    import dagster as dg

    graph = defs.resolve_asset_graph()
    if select is None:
        from pipeline.report.asset import REPORT

        return set(graph.materializable_asset_keys) - {REPORT}  # neocloud report makes it
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
    defs: "dg.Definitions", instance: "dg.DagsterInstance", keys: "set[dg.AssetKey]"
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
        failures = [event for event in result.all_events if event.is_step_failure]
        for event in failures:
            stderr.print(f"{(event.step_key or '').replace('__', '.', 1)} failed", style="bold red")
            stderr.print(_reason(event), markup=False)
        stop(
            f"run {result.run_id} failed; the last release is as it was"
            " (all events: neocloud ui, Runs)",
            FAULT,
        )


def _reason(event: "dg.DagsterEvent") -> str:
    """Return why a step failed: our own words where there are any, else the error itself."""
    failure = event.step_failure_data
    if failure.user_failure_data and failure.user_failure_data.description:
        return failure.user_failure_data.description
    cause = failure.error.cause or failure.error if failure.error else None
    return cause.message.strip() if cause else event.message or ""


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
    from pipeline.project_tables import project_tables
    from pipeline.warehouse import open_working

    with open_working(project) as connection:
        stale = stale_tables(connection, project_tables(project))
    if stale:
        reasons = "\n".join(f"  {name} {why}" for name, why in stale.items())
        stop(
            f"built, but not published: {len(stale)} tables are not current\n{reasons}\n"
            "remedy: neocloud build",
            FAULT,
        )
    _execute(defs, instance, {PUBLISHED})


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
