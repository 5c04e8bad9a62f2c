"""``neocloud ui``: watch and run materialisations in the browser, or only show them."""

import os
import socket
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
    front of it: docs/operations.md has the settings.
    """
    from pipeline.orchestration.instance.home import WORKSPACE, prepare_home

    _refuse_used(port)
    home = prepare_home(current_project())
    _refuse_unwritable(home)
    kind = "read-only; " if read_only else ""
    stderr.print(f"http://{LOOPBACK}:{port}  ({kind}runs and events in {home}; stop with Ctrl-C)")
    # The daemon, which runs schedules and sensors, belongs to "dev" only.
    mode = ["--read-only"] if read_only else ["dev"]
    command = [*QUIET, "-m", SERVER, *mode, "-w", str(home / WORKSPACE)]
    os.execv(sys.executable, [sys.executable, *command, "-h", LOOPBACK, "-p", str(port)])


def _refuse_used(port: int) -> None:
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((LOOPBACK, port))
        except OSError as error:
            stop(f"port {port} cannot be used: {error.strerror}; choose another: --port", FAULT)


def _refuse_unwritable(home: Path) -> None:
    """Leave if Dagster could not write there, as it must even to show: SQLite keeps its locks."""
    kept = (home, *(path for folder in home.glob("*") for path in (folder, *folder.glob("*.db*"))))
    if refused := [path for path in kept if not os.access(path, os.W_OK)]:
        stop(
            f"{refused[0]} cannot be written by you: the UI, even read-only, needs the right to"
            " write Dagster's folder; start it as its owner, or set NEOCLOUD_DATA to a copy",
            FAULT,
        )
