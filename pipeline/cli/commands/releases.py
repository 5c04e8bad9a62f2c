"""``neocloud releases`` and ``neocloud restore``: what is kept, and how it comes back."""

from typing import Annotated

import typer

from pipeline.cli.fitted_table import whole
from pipeline.cli.messages import FAULT, MISUSE, Plain, harmless, stderr, stop
from pipeline.project.paths import current_project, release_id_of

WIDE = 10_000
# The columns, and whether they hold numbers.
COLUMNS = [
    ("release", False),
    ("published (UTC)", False),
    ("tables", True),
    ("rows", True),
    ("MB", True),
    ("state", False),
]


def releases() -> None:
    """List the kept releases, the latest first, and which of them readers see.

    No id is cut, since `restore` and `diff` take it: where a table does not fit the terminal, each
    release stands upright, a line a column. How many are kept is set by the environment variable
    NEOCLOUD_RELEASES_KEPT (5).
    """
    from pipeline.warehouse.releases import (
        DamagedRelease,
        kept_in_order,
        live_release,
        read_release,
    )

    project = current_project()
    live = live_release(project)
    rows = []
    for path in reversed(kept_in_order(project)):
        try:
            kept = read_release(path)
        except DamagedRelease as error:
            rows.append([release_id_of(path), "damaged", "", "", "", harmless(str(error))])
            continue
        rows.append(
            [
                kept.release_id,
                f"{kept.published_at:%Y-%m-%d %H:%M}",
                f"{kept.table_count:,}",
                f"{kept.row_count:,}",
                f"{kept.byte_count / 1_000_000:.1f}",
                "live" if kept.release_id == live else "",
            ]
        )
    if not rows:
        shown = project.shown(project.releases)
        stop(f"no release is kept in {shown}; make one with: neocloud build", FAULT)
    console = Plain()
    width = console.width if console.is_terminal else None
    Plain(width=width or WIDE).print(whole(COLUMNS, rows, console, width))
    if live is None:
        shown = project.shown(project.published)
        newest = release_id_of(kept_in_order(project)[-1])
        stop(f"{shown} is missing or damaged\nremedy: neocloud restore {newest}", FAULT)


def restore(
    release: Annotated[
        str,
        typer.Argument(help="Id of a kept release or its start, `previous`, or a path to a file."),
    ],
) -> None:
    """Make a kept release, or a backup, what readers open again: at once and whole.

    The file is read through first; one that is damaged is refused and what readers see stays.
    Waits for a build under way. The next `neocloud build` publishes the files on disk again.

        neocloud restore previous
    """
    from pipeline.warehouse.releases import DamagedRelease, NoRelease, find_release, live_release
    from pipeline.warehouse.restore import restore as restored

    project = current_project()
    before = live_release(project) or "none that could be read"
    try:
        found = restored(
            project,
            find_release(project, release),
            lambda message: stderr.print(message, style="yellow"),
        )
    except NoRelease as error:
        stop(str(error), MISUSE)
    except (DamagedRelease, OSError) as error:
        stop(f"{error}\nnothing was restored; readers see what they saw", FAULT)
    Plain(soft_wrap=True).print(
        f"restored {project.shown(project.published)}: {found.table_count} tables,"
        f" {found.row_count:,} rows, release {found.release_id}; before: {before}"
    )
