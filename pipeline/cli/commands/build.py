"""``neocloud build``: make the warehouse and publish it."""

import gc
import warnings
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated
from uuid import uuid4

import typer
from rich.console import Console

from pipeline.cli.build_log import JsonLog, LogFormat, json_log
from pipeline.cli.build_progress import progress_of
from pipeline.cli.messages import FAULT, MISUSE, stop
from pipeline.cli.unforeseen_faults import error_fault, step_fault
from pipeline.project.paths import Project, current_project

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
    log_format: Annotated[
        LogFormat,
        typer.Option(
            "--log-format",
            envvar="NEOCLOUD_LOG_FORMAT",
            help="How to tell of the progress on standard error: for people, or JSON lines.",
        ),
    ] = LogFormat.text,
) -> None:
    """Build every table from the files on disk, check it, and publish the whole.

    Readers see the new release at once and whole, or not at all: a fault in a seed, a SQL file
    or a check leaves the last release as it was. The run is kept where `neocloud ui` shows it.
    With `--select`, the release is published only if every other table is current too.
    """
    gc.disable()  # in a process this short, collecting costs more than it frees
    run_id = str(uuid4())
    if log_format == LogFormat.json:
        json_log.set(JsonLog(run_id))
    project = current_project()
    from pipeline.orchestration.instance.home import prepare_home

    prepare_home(project)
    from pipeline.orchestration.definitions import definitions_of

    _run(project, definitions_of(project), select, run_id)


def _run(project: Project, defs: "dg.Definitions", select: str | None, run_id: str) -> None:
    import dagster as dg

    from pipeline.orchestration.assets.publish import PUBLISHED

    keys = _selected(defs, select)
    with dg.DagsterInstance.get() as instance:
        _execute(project, defs, instance, keys, run_id)
        if PUBLISHED not in keys:
            _publish_if_current(project, defs, instance)
    _summarise(project)


def _selected(defs: "dg.Definitions", select: str | None) -> "set[dg.AssetKey]":
    import dagster as dg

    graph = defs.resolve_asset_graph()
    if select is None:
        from pipeline.orchestration.assets.report import REPORT

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
    project: Project,
    defs: "dg.Definitions",
    instance: "dg.DagsterInstance",
    keys: "set[dg.AssetKey]",
    run_id: str,
) -> None:
    """Run the assets in this process and show each table as it is done."""
    from pipeline.warehouse.progress import listening

    with progress_of(len(keys)) as shown, listening(shown):
        result = defs.resolve_job_def("build_all").execute_in_process(
            instance=instance,
            asset_selection=sorted(keys),
            run_config=QUIET,
            raise_on_error=False,
            run_id=run_id,
            tags={"neocloud/started_by": "neocloud build"},
        )
    if not result.success:
        for what, why in _failures(project, result.all_events):
            shown.failed(what, why)
        stop(
            f"run {result.run_id} failed; the last release is as it was"
            " (all events: neocloud ui, Runs)",
            FAULT,
        )


def _failures(project: Project, events: "Sequence[dg.DagsterEvent]") -> Iterator[tuple[str, str]]:
    """Yield each table whose step failed and why, or why the run did before it came to any."""
    from pipeline.orchestration.failures import failed_table

    steps = [event for event in events if event.is_step_failure]
    for event in steps:
        yield failed_table(event), step_fault(project, event)
    for event in events:
        if not steps and event.is_failure and event.job_failure_data.error:
            yield "the run", error_fault(project, event.job_failure_data.error)


def _publish_if_current(
    project: Project, defs: "dg.Definitions", instance: "dg.DagsterInstance"
) -> None:
    """Publish what a partial build made, if that leaves nothing stale."""
    from pipeline.orchestration.assets.publish import PUBLISHED
    from pipeline.warehouse.build import stale_tables
    from pipeline.warehouse.catalog import project_tables
    from pipeline.warehouse.progress import report_waiting
    from pipeline.warehouse.run_lock import run_lock
    from pipeline.warehouse.working_file import open_working

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
    _execute(project, defs, instance, {PUBLISHED}, str(uuid4()))


def _summarise(project: Project) -> None:
    """Say what was published, on standard output."""
    from pipeline.readers.published_file import open_published

    with open_published(project) as connection:
        release, tables, rows = connection.execute(
            "select release_id, table_count, row_count from meta.releases order by 1 desc limit 1"
        ).fetchone() or ("", 0, 0)
    size = project.published.stat().st_size
    if log := json_log.get():
        log.published(release, tables, int(rows), size)
    Console(soft_wrap=True, highlight=False).print(
        f"published {project.shown(project.published)}: {tables} tables, {rows:,} rows,"
        f" {size / 1_000_000:.1f} MB, release {release}"
    )
