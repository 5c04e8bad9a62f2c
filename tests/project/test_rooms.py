"""The contracts that ``make lint`` holds on imports, each shown broken by a counterexample."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.project.paths import current_project

ROOT = current_project().root
BROKEN = {
    "a room below uses one above": (
        ("project/paths.py", "import pipeline.cli.messages"),
        "pipeline.project is not allowed to import pipeline.cli:",
    ),
    "as late as in a function": (
        ("tables/table.py", "def late():\n    import pipeline.warehouse.build"),
        "pipeline.tables is not allowed to import pipeline.warehouse:",
    ),
    "Dagster below orchestration": (
        ("warehouse/publish.py", "import dagster"),
        "pipeline.warehouse is not allowed to import dagster:",
    ),
    "two modules of a room use each other": (
        ("project/paths.py", "import pipeline.project.storage_faults"),
        "No cycles are allowed in pipeline.project.",
    ),
    "a file at the door": (
        ("prices.py", ""),
        "- pipeline.prices",
    ),
}


def linted(folder, changes):
    """Return what is said of a copy of the code with so many more lines."""
    shutil.copytree(ROOT / "pipeline", folder / "pipeline", ignore=shutil.ignore_patterns("*.pyc"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    for file, code in changes:
        with (folder / "pipeline" / file).open("a", encoding="utf-8") as stream:
            stream.write(f"\n{code}\n")
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--no-logo"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60)


@pytest.fixture(scope="module")
def refused(tmp_path_factory):
    """What is said of a copy with every counterexample in it."""
    return linted(tmp_path_factory.mktemp("rooms"), [change for change, _ in BROKEN.values()])


@pytest.mark.parametrize("said", [said for _, said in BROKEN.values()], ids=BROKEN)
def test_what_breaks_the_order_of_the_rooms_is_refused(refused, said):
    assert refused.returncode == 1
    assert said in refused.stdout


def test_the_order_of_the_rooms_is_kept(tmp_path):
    kept = linted(tmp_path, [])
    assert kept.returncode == 0, kept.stdout
