"""``neocloud build``: make the warehouse and publish it."""

import gc
from typing import Annotated
from uuid import uuid4

import typer

from pipeline.cli.build_log import JsonLog, LogFormat, json_log
from pipeline.cli.build_progress import progress_of, say_failed
from pipeline.cli.messages import FAULT, MISUSE, Plain, stop
from pipeline.cli.unforeseen_faults import failure_words
from pipeline.project.paths import Project, current_project
from pipeline.readers.published_file import open_published
from pipeline.tables.records import releases_in_order


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
    _run(project, select, run_id)
    _summarise(project)


def _run(project: Project, select: str | None, run_id: str) -> None:
    from pipeline.orchestration.runs import NoSelection, NotCurrent, RunFailed, open_runs

    try:
        with open_runs(project, "neocloud build") as runs:
            runs.build(select, run_id, progress_of)
    except NoSelection as error:
        stop(f"--select {error}", MISUSE)
    except RunFailed as error:
        for failure in error.failures:
            say_failed(failure.what, failure_words(project, failure))
        stop(f"{error}; the last release is as it was (all events: neocloud ui, Runs)", FAULT)
    except NotCurrent as error:
        reasons = "\n".join(f"  {name} {why}" for name, why in error.stale.items())
        stop(f"built, but not published: {error}\n{reasons}\nremedy: neocloud build", FAULT)


def _summarise(project: Project) -> None:
    """Say what was published, on standard output."""
    with open_published(project) as connection:
        last = releases_in_order(connection)[-1]
    release, tables, rows = last["release_id"], last["table_count"], last["row_count"]
    size = project.published.stat().st_size
    if log := json_log.get():
        log.published(release, tables, int(rows), size)
    Plain(soft_wrap=True).print(
        f"published {project.shown(project.published)}: {tables} tables, {rows:,} rows,"
        f" {size / 1_000_000:.1f} MB, release {release}"
    )
