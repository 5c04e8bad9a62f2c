"""The DuckDB versions that people's tools embed, each in a folder of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

ROOT = Path(__file__).parents[3]
FOLDER = Path(os.environ.get("NEOCLOUD_CLIENTS", ROOT / ".venv" / "clients"))
ASK = Path(__file__).with_name("ask.py")
# The last of each line that is still embedded somewhere, 1.4 being the one with long support, and
# 2.0.0, which the project itself leaves for 2.0.1.
CLIENTS = ("1.2.2", "1.3.2", "1.4.5", "1.5.6", "2.0.0")
Answers = list[list[list[str]] | str]


@pytest.fixture(scope="session", params=CLIENTS)
def client(request) -> Callable[[Path, list[str]], Answers]:
    """Return a function that asks a file questions with one of the clients."""
    folder = installed(request.param)

    def ask(file: Path, questions: list[str]) -> Answers:
        return answers(file, questions, PYTHONPATH=str(folder))

    return ask


def answers(file: Path, questions: list[str], **variables: str) -> Answers:
    """Return what the DuckDB of a process with these variables answers, question by question."""
    ended = subprocess.run(
        [sys.executable, ASK, file],
        env=os.environ | variables,
        input=json.dumps(questions),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout)


def installed(version: str) -> Path:
    """Return the folder that holds this DuckDB, fetched the first time, which takes a second."""
    folder = FOLDER / version
    FOLDER.mkdir(parents=True, exist_ok=True)
    with FileLock(FOLDER / f"{version}.lock"):
        if not folder.exists():
            fetch = ["uv", "pip", "install", "--quiet", "--no-deps", "--only-binary", ":all:"]
            made = folder.with_suffix(".part")
            where = ["--python", sys.executable, "--target", str(made), f"duckdb=={version}"]
            subprocess.run([sys.executable, "-m", *fetch, *where], check=True)
            made.rename(folder)
    return folder
