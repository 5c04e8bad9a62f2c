"""``neocloud fmt``: put seeds, SQL and Python into the form that ``check`` and ``lint`` want."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from pipeline.cli.messages import FAULT, Plain, stop
from pipeline.project.bad_input import Unreadable, content_of, plain_text
from pipeline.project.paths import Project, current_project

TOOLS = ("ruff", "sqlfluff")


def fmt() -> None:
    """Sort the rows of seeds by their key, and format the SQL and Python files that changed.

    A row keeps its quotes and its words; of SQL and Python it is ruff and sqlfluff that decide. Of
    SQL only what git shows as changed is looked at: all of it takes a while (`make lint`).

        neocloud fmt
    """
    project = current_project()
    if missing := [tool for tool in TOOLS if not find_spec(tool)]:
        stop(f"{' and '.join(missing)} is not installed; make lint installs it", FAULT)
    console = Plain(soft_wrap=True)
    for place in _sort_seeds(project):
        console.print(f"sorted {place}")
    _run(project, "ruff", "format", ".")
    _run(project, "ruff", "check", "--fix", "--quiet", ".")
    if changed := _changed_sql(project):
        _run(project, "sqlfluff", "fix", "--disable-progress-bar", *changed)


def _sort_seeds(project: Project) -> list[str]:
    """Sort the seeds that are not, and return their places."""
    from pipeline.project.whole_files import written_whole
    from pipeline.schemas.base import seed_classes
    from pipeline.tables.seeds.order import sorted_text, unsorted_line

    done = []
    for name, seed in seed_classes().items():
        path = project.seeds / f"{name.replace('.', '/')}.csv"
        try:
            if path.is_file() and unsorted_line(seed, path):
                text = sorted_text(seed, plain_text(content_of(path)))
                with written_whole(path) as part:
                    part.write_text(text, encoding="utf-8", newline="")
                done.append(project.shown(path))
        except Unreadable as error:
            stop(f"{project.shown(path)}:{error.line} {error.problem}", FAULT)
    return done


def _changed_sql(project: Project) -> list[str]:
    """Return the SQL files that git shows as changed or new; all, where there is no git."""
    asked = ["git", "ls-files", "--modified", "--others", "--exclude-standard", "--", "*.sql"]
    found = subprocess.run(asked, cwd=project.root, capture_output=True, text=True)
    if found.returncode:
        return ["sql"]
    return [name for name in found.stdout.splitlines() if Path(project.root, name).is_file()]


def _run(project: Project, tool: str, *arguments: str) -> None:
    done = subprocess.run([sys.executable, "-m", tool, *arguments], cwd=project.root)
    if done.returncode:
        stop(f"{tool} {arguments[0]} leaves faults that only you can mend", FAULT)
