"""``neocloud verify``: is what is published what the files on disk make?"""

import os
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.change_lines import shown_change
from pipeline.cli.messages import FAULT, Plain, progress_bar, stop
from pipeline.project.paths import Project, current_project

if TYPE_CHECKING:
    from pipeline.tables.table import Table
    from pipeline.warehouse.compare.verify import Difference, Verification


def verify(
    threads: Annotated[
        int,
        typer.Option("--threads", "-t", min=1, help="Threads of the rebuild; all give the same."),
    ] = os.cpu_count() or 1,
) -> None:
    """Build everything again in a scratch folder and compare it with the published release.

    Compares the content of every table (values to the last bit, types, comments), every macro
    and every record of lineage; run ids and times are left out. Ends with 0 if all are equal,
    else with 1, and names what differs by key. Changes nothing.
    """
    from pipeline.tables.sql.text import SqlFileError
    from pipeline.warehouse.catalog import project_tables
    from pipeline.warehouse.rebuild import CannotRebuild, NoRoom
    from pipeline.warehouse.releases import DamagedRelease

    project = current_project()
    if not project.published.exists():
        shown = project.shown(project.published)
        stop(f"there is no {shown} yet; make it with: neocloud build", FAULT)
    try:
        found = _verified(project, project_tables(project), threads)
    except (CannotRebuild, SqlFileError) as error:
        stop(f"the files on disk make no warehouse: {error}", FAULT)
    except NoRoom as error:
        stop(f"not verified: {error}", FAULT)
    except DamagedRelease as error:
        stop(f"{error}\nremedy: neocloud releases, then neocloud restore RELEASE", FAULT)
    if found.differences:
        _print(found)
        stop(_why(project, found), FAULT)
    Plain(soft_wrap=True).print(
        f"verified: {found.table_count} tables, those of meta, and {found.macro_count} macros,"
        f" all equal, release {found.release_id}"
    )


def _verified(project: Project, tables: "list[Table]", threads: int) -> "Verification":
    """Verify while a bar shows how far the rebuild is."""
    from pipeline.warehouse.compare.verify import verify as verification

    with progress_bar() as progress:
        task = progress.add_task("rebuilding", total=len(tables))
        return verification(
            project,
            tables,
            threads,
            lambda name: progress.update(task, description=name, advance=1),
        )


def _print(found: "Verification") -> None:
    console = Plain(soft_wrap=True)
    console.print(f"published: release {found.release_id} → rebuilt: the files on disk")
    for difference in found.differences:
        console.print(f"\n{_heading(difference)}")
        for example in difference.examples:
            console.print(f"  {shown_change(example)}")


def _heading(difference: "Difference") -> str:
    """Return the name and how many rows differ, and how many only one side has."""
    counts = difference.counts
    said = [
        f"{counts[name]:,} {what}"
        for name, what in (
            ("changed_row_count", "changed"),
            ("only_published_count", "only published"),
            ("only_rebuilt_count", "only rebuilt"),
        )
        if counts[name]
    ]
    others = [change for change in counts["changes"] if not change.startswith(("row ", "value "))]
    rows = f"rows: {', '.join(said)}" if said else ""
    return f"{counts['table_name']}: {'; '.join(filter(None, [rows, *others]))}"


def _why(project: Project, found: "Verification") -> str:
    """Return what is at fault and what to do about it."""
    names = [difference.counts["table_name"] for difference in found.differences]
    head = f"not verified: {len(names)} differ: {', '.join(names)}\n"
    shown = project.shown(project.published)
    if found.changed_files:
        return (
            f"{head}the files on disk are not those of release {found.release_id}: other are"
            f" those of {', '.join(found.changed_files)}\n"
            "remedy: neocloud build publishes the files on disk;"
            " or check out the commit the release was built from, and verify again"
        )
    if found.is_as_kept is False:
        return (
            f"{head}the files on disk are those of the release, but {shown} is not the file that"
            f" was published: it was changed afterwards\n"
            f"remedy: neocloud restore {found.release_id}"
        )
    return (
        f"{head}the files on disk are those of the release, but their content is not: {shown} was"
        " changed afterwards, or the pipeline's code or DuckDB was, or a build cannot be repeated\n"
        "remedy: neocloud build --all, then neocloud verify again; if they still differ, report"
        " the tables above: that is a fault of the pipeline"
    )
