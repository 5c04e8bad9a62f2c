"""Which files are the project's own, so that no result is written over them."""

from pathlib import Path

from pipeline.project.paths import Project

# In the checkout's own folder results may lie as well: only these names are taken.
FOLDERS = ("seeds", "sql", "pipeline", "tests", "docs")
FILES = (
    "CHANGELOG.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "pyproject.toml",
    "requirements-dev.lock",
    "requirements.lock",
)


def is_own(project: Project, path: Path) -> bool:
    """Return whether the warehouse or the checkout needs what is, or would be, at ``path``.

    The report and exports may lie in the data folder; hidden files are nobody's results.
    """
    place = path.resolve()
    kept = (project.working.parent, project.releases, project.dagster_home, project.data / "logs")
    folders = (*kept, *(project.root / name for name in FOLDERS))
    if any(place == folder or place.is_relative_to(folder) for folder in folders):
        return True
    if place.parent == project.data and place.name.startswith(project.published.name):
        return True  # the published file, and the log that a client would play into it
    for folder in (project.root, project.data):
        if place == folder or (place.is_relative_to(folder) and _is_hidden(place, folder)):
            return True
    return place.parent == project.root and place.name in FILES


def _is_hidden(place: Path, folder: Path) -> bool:
    return place.relative_to(folder).parts[0].startswith(".")
