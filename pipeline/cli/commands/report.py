"""``neocloud report``: write the page for readers without SQL."""

from pathlib import Path
from typing import Annotated

import duckdb
import typer

from pipeline.cli.messages import FAULT, MISUSE, Plain, stop
from pipeline.project.own_files import is_own
from pipeline.project.paths import current_project
from pipeline.project.storage_faults import refusal
from pipeline.readers.published_file import NoWarehouse
from pipeline.readers.report.write import default_path, write_report


def report(
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-O", help="Where to write it; left out: `report.html` beside the data."
        ),
    ] = None,
) -> None:
    """Write one HTML page with every chart, its data and a what-if form.

    The page is made from the published file and needs nothing else: no network, no server. It
    speaks English and Chinese, follows light and dark, and prints.

        neocloud report -O report.html
    """
    project = current_project()
    if output and is_own(project, output):
        stop(f"{output} belongs to the project; write the report elsewhere", MISUSE)
    path = output.resolve() if output else default_path(project)
    try:
        written = write_report(project, path)
    except (NoWarehouse, duckdb.Error) as error:
        stop(str(error), FAULT)
    except OSError as error:
        stop(f"cannot write the report: {refusal(error)}", FAULT)
    Plain(soft_wrap=True).print(
        f"wrote {project.shown(written.path)}: {written.chart_count} charts,"
        f" {written.byte_count / 1_000_000:.1f} MB, release {written.release_id}",
    )
