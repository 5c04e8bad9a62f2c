"""The file of a release that somebody names on the command line."""

from pathlib import Path

from pipeline.cli.messages import FAULT, MISUSE, stop
from pipeline.project.paths import Project


def release_file(project: Project, name: str) -> Path:
    """Return the file of the release, whole as far as it tells, or leave with what is wrong."""
    from pipeline.warehouse.releases import DamagedRelease, NoRelease, find_release, read_release

    try:
        return read_release(find_release(project, name)).path
    except NoRelease as error:
        stop(str(error), MISUSE)
    except DamagedRelease as error:
        stop(str(error), FAULT)
