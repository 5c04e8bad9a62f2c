"""A terminal of a given width, and what a command leaves on it."""

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios

from tests.conftest import places

COMMAND = [sys.executable, "-c", "from pipeline.cli import main; main()"]
LINES = 40
# What colours and moves: no place of the screen is taken by it.
CODES = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")


def on_terminal(project, width: int, *arguments: str) -> str:
    """Run the command on a terminal of so many columns, and return all it wrote there."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, width, 0, 0))
    own = {"NEOCLOUD_DATA": str(project.data), "TERM": "xterm-256color"}
    environment = os.environ | places(project.root) | own
    for size in ("COLUMNS", "LINES"):
        environment.pop(size, None)
    process = subprocess.Popen(
        [*COMMAND, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        env=environment,
        cwd=project.root,
    )
    os.close(theirs)
    written = b""
    try:
        while part := os.read(ours, 65536):
            written += part
    except OSError:  # how Linux says that the other end is closed
        pass
    os.close(ours)
    process.wait()
    return written.decode().replace("\r\n", "\n")


def lines_of(written: str) -> list[str]:
    """Return the lines without what colours them."""
    return CODES.sub("", written).splitlines()
