"""The Dagster UI as ``neocloud ui`` starts it, on a free port of this machine."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from urllib.error import URLError
from urllib.request import urlopen

from pipeline.project.paths import Project
from tests.conftest import ROOT

PATIENCE_SECONDS = 120
# Dagster gives its web server a minute to end and then its daemon another, before it kills them.
STOP_SECONDS = 150
WHOLE = ("-c", "from pipeline.cli import main; main()")
SMALL = ("-m", "tests.small_project")
# As the background job of a script, which the shell makes deaf to Ctrl-C: it must stop, too.
DEAF = ["sh", "-c", 'trap "" INT; exec "$@"', "sh"]


@contextmanager
def served_ui(
    project: Project, *options: str, command: Sequence[str] = WHOLE, before: Sequence[str] = ()
) -> Iterator[str]:
    """Serve the UI of a project, yield its address once it answers, and stop it with all it began.

    ``command`` is how Python runs `neocloud`: ``SMALL`` for a small project; ``before`` is what
    goes before that. Its log is ``ui.log`` in the project's data folder.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    own = {
        "NEOCLOUD_ROOT": str(project.root),
        "NEOCLOUD_DATA": str(project.data),
        "PYTHONPATH": str(ROOT),
    }
    project.data.mkdir(parents=True, exist_ok=True)
    log = project.data / "ui.log"
    with log.open("w") as stream:
        process = subprocess.Popen(
            [*DEAF, *before, sys.executable, *command, "ui", *options, "--port", str(port)],
            env=os.environ | own,
            stdout=stream,
            stderr=stream,
            start_new_session=True,
        )
    try:
        address = f"http://127.0.0.1:{port}"
        end = time.monotonic() + PATIENCE_SECONDS
        while not _answers(address):
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < end, log.read_text()
            time.sleep(0.2)
        yield address
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            raise AssertionError(log.read_text()) from None


def _answers(address: str) -> bool:
    try:
        with urlopen(f"{address}/server_info", timeout=10):
            return True
    except (URLError, OSError):
        return False
