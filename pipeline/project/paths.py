"""Where things live. ``NEOCLOUD_ROOT`` and ``NEOCLOUD_DATA`` move the sources and the output."""

import os
from dataclasses import dataclass
from pathlib import Path

from pipeline.project.bad_input import BadInput, in_one_line

# Dagster's storage writes paths into addresses without escaping them; DuckDB looks for files that
# fit a pattern.
MISREAD = "%?*[]\\\n"


@dataclass(frozen=True)
class Project:
    """The folders of one checkout and of what it produces."""

    root: Path
    data: Path

    @property
    def seeds(self) -> Path:
        """Return the folder of seed CSV files, one folder a schema."""
        return self.root / "seeds"

    @property
    def sql(self) -> Path:
        """Return the folder of SQL files: macros, checks, and one folder a schema."""
        return self.root / "sql"

    @property
    def published(self) -> Path:
        """Return the file that readers open; it is only ever replaced whole."""
        return self.data / "neocloud.duckdb"

    @property
    def unpublished(self) -> Path:
        """Return where this process makes the copy that it then puts in place of ``published``."""
        return self.data / f".{self.published.name}.{os.getpid()}"

    @property
    def working(self) -> Path:
        """Return the file that runs write; nobody else should open it."""
        return self.data / "build" / "neocloud.duckdb"

    @property
    def run_lock(self) -> Path:
        """Return the lock that a run holds for its whole life."""
        return self.data / "build" / "run.lock"

    @property
    def run_workers(self) -> Path:
        """Return the folder of locks that tell whose process still lives, one a run."""
        return self.data / "build" / "runs"

    @property
    def releases(self) -> Path:
        """Return the folder of the last published files."""
        return self.data / "releases"

    def kept_release(self, release_id: str) -> Path:
        """Return where a release is kept.

        DuckDB calls a database what stands before the first point of its file's name. So opened by
        itself it is called as the published file is, which is the name that its macros answer to.
        """
        return self.releases / f"{self.published.stem}.{release_id}.duckdb"

    def kept_releases(self) -> list[Path]:
        """Return the files of the last releases."""
        return sorted(self.releases.glob("*.duckdb"), key=release_id_of)

    @property
    def dagster_home(self) -> Path:
        """Return the folder in which Dagster keeps its runs and events."""
        return self.data / "dagster"

    def shown(self, path: Path) -> str:
        """Return ``path`` as a reader of a message wants it: relative to the checkout."""
        return str(path.relative_to(self.root)) if path.is_relative_to(self.root) else str(path)


def release_id_of(kept: Path) -> str:
    """Return the release that a file is kept as; until 2026-11 the id alone was its name."""
    return kept.stem.removeprefix("neocloud.")


def current_project() -> Project:
    """Return the project that the environment names, by default this checkout.

    Raises:
        BadInput: if a path would be read as another, so that files came to lie elsewhere.
    """
    root = Path(os.environ.get("NEOCLOUD_ROOT") or Path(__file__).parents[2]).resolve()
    data = Path(os.environ.get("NEOCLOUD_DATA") or root / "data").resolve()
    for path in (root, data):
        if odd := [sign for sign in MISREAD if sign in str(path)]:
            raise BadInput(
                f"the path {in_one_line(str(path))} holds {odd[0]!r}, which Dagster or DuckDB takes"
                " for a part of an address or a pattern; move the folder, or name another with"
                " NEOCLOUD_DATA"
            )
    return Project(root, data)
