"""``neocloud ui``: watch and run materialisations in the browser, or only show them."""

import os
import sys
from typing import Annotated

import typer

from pipeline.cli.messages import stderr
from pipeline.project.paths import current_project

LOOPBACK = "127.0.0.1"
# "dagster dev" points to a newer command of another package that does the same.
QUIET = ["-W", "ignore:Function `dev_command` is superseded"]


def ui(
    port: Annotated[int, typer.Option("--port", "-p", help="Port on this machine.")] = 3000,
    read_only: Annotated[
        bool,
        typer.Option(
            "--read-only", help="For sharing: nothing can be launched, changed or deleted."
        ),
    ] = False,
) -> None:
    """Open the Dagster UI on this machine only, with the runs of `neocloud build` in it.

    The schedule and the sensor are there but off: start them with one click under Automation.

    It asks for no password, so it never listens to other machines. To share it, start it with
    --read-only and put a proxy with a login in front of it: docs/operations.md has the settings.
    """
    from pipeline.orchestration.instance.home import WORKSPACE, prepare_home

    home = prepare_home(current_project())
    kind = "read-only; " if read_only else ""
    stderr.print(f"http://{LOOPBACK}:{port}  ({kind}runs and events in {home}; stop with Ctrl-C)")
    # The daemon, which runs schedules and sensors, belongs to "dagster dev" only.
    program = ["dagster_webserver", "--read-only"] if read_only else ["dagster", "dev"]
    command = [*QUIET, "-m", *program, "-w", str(home / WORKSPACE)]
    os.execv(sys.executable, [sys.executable, *command, "-h", LOOPBACK, "-p", str(port)])
