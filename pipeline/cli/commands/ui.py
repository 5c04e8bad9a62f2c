"""``neocloud ui``: watch and run materialisations in the browser, or only show them."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.messages import FAULT, stderr, stop
from pipeline.project.paths import current_project

LOOPBACK = "127.0.0.1"
LAST_PORT = 65535
# "dagster dev" points to a newer command of another package that does the same.
QUIET = ["-W", "ignore:Function `dev_command` is superseded"]
SERVER = "pipeline.orchestration.instance.ui_server"


def ui(
    port: Annotated[
        int, typer.Option("--port", "-p", help="Port on this machine.", min=1, max=LAST_PORT)
    ] = 3000,
    read_only: Annotated[
        bool,
        typer.Option(
            "--read-only", help="For sharing: nothing can be launched, changed or deleted."
        ),
    ] = False,
) -> None:
    """Open the Dagster UI on this machine only, with the runs of `neocloud build` in it.

    The schedule and the sensor are there but off: start them with one click under Automation.

    It asks for no password, so it never listens to other machines, and refuses what pages of
    other sites send it. To share it, start it with --read-only and put a proxy with a login in
    front of it: docs/operations.md has the settings. Who may not write Dagster's folder sees, read
    only, a copy of the runs as they were when it started.
    """
    from pipeline.orchestration.instance.borrowed_home import borrowed_home, is_writable
    from pipeline.orchestration.instance.home import prepare_home

    project = current_project()
    _refuse_used(port)
    # A script's background job is started deaf to Ctrl-C, and Dagster does on SIGTERM what it does
    # on that: nothing. Only kill -9 would end it, and leave what it began.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if is_writable(project):
        home = prepare_home(project)
        command = _command(home, port, read_only)
        os.execv(command[0], command)
    if not read_only:
        stop(
            f"{project.dagster_home} cannot be written by you: start it as its owner, or only look"
            " at a copy of the runs: neocloud ui --read-only",
            FAULT,
        )
    with borrowed_home(project) as home:
        raise typer.Exit(_served(_command(home, port, read_only)))


def _command(home: Path, port: int, read_only: bool) -> list[str]:
    """Say where the UI will be, and return the command that serves it."""
    from pipeline.orchestration.instance.home import WORKSPACE

    kind = "read-only; " if read_only else ""
    stderr.print(f"http://{LOOPBACK}:{port}  ({kind}runs and events in {home}; stop with Ctrl-C)")
    # The daemon, which runs schedules and sensors, belongs to "dev" only.
    mode = ["--read-only"] if read_only else ["dev"]
    options = [*mode, "-w", str(home / WORKSPACE), "-h", LOOPBACK, "-p", str(port)]
    return [sys.executable, *QUIET, "-m", SERVER, *options]


def _served(command: list[str]) -> int:
    """Serve until somebody stops it, and return how it ended: what it used goes afterwards."""
    server = subprocess.Popen(command)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: server.terminate())
    return server.wait()


def _refuse_used(port: int) -> None:
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((LOOPBACK, port))
        except OSError as error:
            stop(f"port {port} cannot be used: {error.strerror}; choose another: --port", FAULT)
