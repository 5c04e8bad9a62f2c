"""Write the report where readers open it, whole or not at all."""

import re
from dataclasses import dataclass
from pathlib import Path

from pipeline.project.paths import Project
from pipeline.project.whole_files import written_whole
from pipeline.readers.published_file import open_published

# Where the page says what it was made from.
HEAD_CHARACTERS = 2000


@dataclass(frozen=True)
class Report:
    """The written page."""

    path: Path
    byte_count: int
    chart_count: int
    release_id: str


def default_path(project: Project) -> Path:
    """Return where the report is written unless somebody says otherwise."""
    return project.data / "report.html"


def reported_release(project: Project) -> str | None:
    """Return the release that the report beside the published file was made from; none if none."""
    try:
        with default_path(project).open(encoding="utf-8", errors="replace") as page:
            found = re.search(
                r'<meta name="release" content="([^"]*)">', page.read(HEAD_CHARACTERS)
            )
    except OSError:
        return None
    return found[1] if found else None


def write_report(project: Project, path: Path) -> Report:
    """Make the page from the published file and put it in place in one step.

    Raises:
        NoWarehouse: if nothing was published yet.
        SqlFileError: if a chart's query does not give what the chart promises.
        OSError: if the disk refuses; an older page stays.
    """
    from pipeline.readers.report.page import page  # brings the charting libraries, a second of work

    with open_published(project) as connection:
        made = page(connection)
    content = made.html.encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    with written_whole(path) as part:
        part.write_bytes(content)
    return Report(path, len(content), made.chart_count, made.release_id)
