"""What to say of an error nobody foresaw: one line, and a file with the whole story."""

import platform
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from typing import TYPE_CHECKING

from pipeline.project.bad_input import in_one_line
from pipeline.project.paths import Project
from pipeline.project.storage_faults import storage_fault

if TYPE_CHECKING:
    from dagster._utils.error import SerializableErrorInfo

    from pipeline.orchestration.failures import Failure

# Errors that come from the machine, by the name that Dagster keeps of their class.
SYSTEM_FAULTS = {
    "ConnectionException",
    "IOException",
    "OutOfMemoryException",
    "OSError",
    *(kind.__name__ for kind in OSError.__subclasses__()),
}


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


def failure_words(project: Project, failure: "Failure") -> str:
    """Return what to say of a step that failed: of an error nobody put into words, its cause."""
    return _error_fault(project, failure.error) if failure.error else failure.reason


def _error_fault(project: Project, error: "SerializableErrorInfo") -> str:
    """Return what to say of an error that Dagster kept as text."""
    story = error.to_string()
    if fault := storage_fault(RuntimeError(story), project):
        return fault
    cause = error
    while cause.cause:
        cause = cause.cause
    problem = cause.message.strip()
    return problem if cause.cls_name in SYSTEM_FAULTS else own_fault(project, problem, story)
