"""Every command and every setting stands in one place of the documents."""

import os
import re
import subprocess
import sys

from tests.conftest import ROOT

COMMANDS = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
SETTING = re.compile(r"\bNEOCLOUD_[A-Z_]+\b")


def test_every_command_is_in_its_document():
    listed = subprocess.run(
        [sys.executable, "-c", "from pipeline.cli import main; main()", "--help"],
        capture_output=True,
        text=True,
        env=os.environ | {"COLUMNS": "100"},
    ).stdout
    commands = re.findall(r"^│ ([a-z]+) ", listed.split("Commands", 1)[1], re.MULTILINE)
    assert "build" in commands
    assert re.findall(r"^### neocloud ([a-z]+)", COMMANDS, re.MULTILINE) == commands


def test_every_setting_is_in_one_table():
    code = [file for room in ("pipeline", "tests", "docs") for file in (ROOT / room).rglob("*.py")]
    used = settings([ROOT / "Makefile", *code])
    documented = re.findall(r"^\| `(NEOCLOUD_\w+)` \| [^|]+ \| [^|]+ \|$", COMMANDS, re.MULTILINE)
    assert sorted(documented) == sorted(used)
    assert settings([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]) == used


def settings(files):
    return {found for file in files for found in SETTING.findall(file.read_text(encoding="utf-8"))}


def test_make_targets_of_the_readme_exist():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    assert set(re.findall(r"make ([a-z]+)\b", README)) - {"up"} <= targets | {"and"}
