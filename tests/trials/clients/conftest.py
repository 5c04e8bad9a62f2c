"""The DuckDB versions that people's tools embed, each in a folder of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from .installed import CLIENTS, installed

ASK = Path(__file__).with_name("ask.py")
Answers = list[list[list[str]] | str]


@pytest.fixture(scope="session", params=CLIENTS)
def version(request) -> str:
    """The DuckDB of one of the clients."""
    return request.param


@pytest.fixture(scope="session")
def client(version) -> Callable[[Path, list[str]], Answers]:
    """Return a function that asks a file questions with one of the clients."""
    folder = installed(version)

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
