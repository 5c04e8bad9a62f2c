"""One run at a time: the others wait, say for whom, and never wait for the dead."""

import os
import signal
import subprocess
import sys

import pytest

from pipeline.warehouse.run_lock import run_lock

HOLDER = """
import signal, sys, pathlib
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs ignore it
from pipeline.warehouse.run_lock import run_lock
with run_lock(pathlib.Path(sys.argv[1]), sys.argv[2], lambda message: print(message, flush=True)):
    print("held", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def hold(tmp_path):
    """Return a function that starts a process which holds the lock until told to stop."""
    started = []

    def start(run_id):
        process = subprocess.Popen(
            [sys.executable, "-c", HOLDER, str(tmp_path / "run.lock"), run_id],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def test_a_second_run_waits_and_says_for_whom(hold):
    first = hold("first")
    assert first.stdout.readline() == "held\n"
    second = hold("second")
    said = second.stdout.readline()
    assert said.startswith(f"waiting for run first (process {first.pid} on ")
    assert said.endswith("press Ctrl-C to give up\n")
    first.communicate("\n", timeout=30)
    assert second.stdout.readline() == "held\n"


def test_the_lock_of_a_killed_run_is_free(hold, tmp_path):
    first = hold("first")
    assert first.stdout.readline() == "held\n"
    os.kill(first.pid, signal.SIGKILL)
    first.wait(timeout=30)
    said = []
    with run_lock(tmp_path / "run.lock", "next", said.append):
        assert said == []


def test_a_waiting_run_can_be_interrupted(hold):
    first = hold("first")
    assert first.stdout.readline() == "held\n"
    second = hold("second")
    assert second.stdout.readline().startswith("waiting for run first")
    second.send_signal(signal.SIGINT)
    assert second.wait(timeout=30) != 0
    third = hold("third")
    assert third.stdout.readline().startswith("waiting for run first")


def test_a_waiting_run_outlives_a_missing_note(hold, tmp_path):
    first = hold("first")
    assert first.stdout.readline() == "held\n"
    (tmp_path / "run.json").unlink()
    assert hold("second").stdout.readline().startswith("waiting for another run;")
