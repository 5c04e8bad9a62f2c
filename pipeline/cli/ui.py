"""``neocloud ui``: watch and run materialisations in the browser."""

import os
import sys
from typing import Annotated

import typer

from pipeline.cli.messages import stderr
from pipeline.paths import current_project

LOOPBACK = "127.0.0.1"
# "dagster dev" points to a newer command of another package that does the same.
QUIET = ["-W", "ignore:Function `dev_command` is superseded"]


def ui(
    port: Annotated[int, typer.Option("--port", "-p", help="Port on this machine.")] = 3000,
) -> None:
    """Open the Dagster UI on this machine only, with the runs of `neocloud build` in it.

    The schedule and the sensor are there but off: start them with one click under Automation.
    """
    from pipeline.instance import WORKSPACE, prepare_home

    home = prepare_home(current_project())
    stderr.print(f"http://{LOOPBACK}:{port}  (runs and events in {home}; stop with Ctrl-C)")
    command = [*QUIET, "-m", "dagster", "dev", "-w", str(home / WORKSPACE)]
    os.execv(sys.executable, [sys.executable, *command, "-h", LOOPBACK, "-p", str(port)])
