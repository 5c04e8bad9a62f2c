"""What to say when neocloud itself is at fault: one line, and a file with the whole story."""

import platform
import sys
from datetime import UTC, datetime
from importlib.metadata import version

from pipeline.bad_input import in_one_line
from pipeline.paths import Project


def own_fault(project: Project, problem: str, story: str) -> str:
    """Write ``story`` to a new file under ``data/logs`` and return the line that names it."""
    now = datetime.now(UTC)
    path = project.data / "logs" / f"fault-{now:%Y%m%dT%H%M%S.%fZ}.txt"
    versions = f"neocloud {version('neocloud')}, Python {platform.python_version()}"
    text = f"{now.isoformat()}\n{versions}\n{' '.join(sys.argv)}\n\n{story}"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", errors="backslashreplace")
        remedy = f"please report it with {project.shown(path)}"
    except OSError as error:
        remedy = f"please report it (no log: {error.strerror})"
    return f"this is a fault of neocloud itself: {in_one_line(problem)}; {remedy}"
