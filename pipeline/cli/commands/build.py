"""``neocloud build``: make the warehouse and publish it."""

import gc
from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Annotated
from uuid import uuid4

import typer

from pipeline.cli.build_log import JsonLog, LogFormat, json_log
from pipeline.cli.build_progress import progress_of, say_failed, say_plan, say_waiting
from pipeline.cli.messages import FAULT, MISUSE, Plain, stop
from pipeline.cli.unforeseen_faults import failure_words
from pipeline.project.paths import Project, current_project
from pipeline.readers.published_file import open_published
from pipeline.tables.records import releases_in_order

if TYPE_CHECKING:
    from pipeline.orchestration.runs import Audience
    from pipeline.tables.table import Table


def build(
    select: Annotated[
        str | None,
        typer.Option(
            "--select",
            "-s",
            help=(
                "Build only these, whether they changed or not: `growth.valuations`,"
                " `core.component_prices+` (with all that reads it), `+cost.price_changes` (with"
                " all it reads), `group:cost`, or any other selection of Dagster's."
            ),
        ),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Build every table, whether anything changed or not.")
    ] = False,
    yes: Annotated[
        bool,
        typer.Option(
            "--yes",
            "-y",
            help="Publish without asking, whatever moved by more than facts.",
        ),
    ] = False,
    log_format: Annotated[
        LogFormat,
        typer.Option(
            "--log-format",
            envvar="NEOCLOUD_LOG_FORMAT",
            help="How to tell of the progress on standard error: for people, or JSON lines.",
        ),
    ] = LogFormat.text,
) -> None:
    """Build what the files on disk changed, check it, and publish the whole.

    As make does, it leaves a table alone whose file, inputs and checks are as they were. Readers
    see the new release at once and whole, or not at all: a fault in a seed, a SQL file or a check
    leaves the last release as it was. The run is kept where `neocloud ui` shows it. With
    `--select`, the release is published only if every other table is current too.

    Where another formula, macro or program moves figures, or a column that readers know is gone, it
    shows which and by how much, and asks before it publishes; without a terminal it refuses, but
    for `--yes`.

        neocloud build

        neocloud build --all

        neocloud build --select growth.valuations
    """
    gc.disable()  # in a process this short, collecting costs more than it frees
    run_id = str(uuid4())
    if log_format == LogFormat.json:
        json_log.set(JsonLog(run_id))
    if select and everything:
        stop("--select names a part and --all means everything; give one of them", MISUSE)
    from pipeline.warehouse.catalog import project_tables
    from pipeline.warehouse.planning import planned

    project = current_project()
    tables = project_tables(project)
    stale: Mapping[str, str] | None = None
    if not (select or everything):
        stale = planned(project, tables, say_waiting)
        if stale is None:
            _say_current(project)
            return
        say_plan(stale, len(tables))
    audience = partial(progress_of, is_approved=yes)
    _run(project, tables, select, stale, run_id, audience)
    _summarise(project)


def _run(
    project: Project,
    tables: "Sequence[Table]",
    select: str | None,
    stale: Mapping[str, str] | None,
    run_id: str,
    audience: "Audience",
) -> None:
    from pipeline.orchestration.runs import NoSelection, NotCurrent, RunFailed, open_runs

    try:
        with open_runs(project, "neocloud build", tables) as runs:
            runs.build(select, run_id, audience, stale)
    except NoSelection as error:
        stop(f"--select {error}", MISUSE)
    except RunFailed as error:
        for failure in error.failures:
            say_failed(failure.what, failure_words(project, failure))
        stop(f"{error}; the last release is as it was (all events: neocloud ui, Runs)", FAULT)
    except NotCurrent as error:
        reasons = "\n".join(f"  {name} {why}" for name, why in error.stale.items())
        stop(f"built, but not published: {error}\n{reasons}\nremedy: neocloud build", FAULT)


def _say_current(project: Project) -> None:
    """Say that readers see what the files say, on standard output."""
    with open_published(project) as connection:
        last = releases_in_order(connection)[-1]
    if log := json_log.get():
        log.current(last["release_id"])
    Plain(soft_wrap=True).print(
        f"nothing to build: {project.shown(project.published)} is what the files say"
        f" (release {last['release_id']}); neocloud build --all makes all of it anew"
    )


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
