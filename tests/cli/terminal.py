"""A terminal of a given width, and what a command leaves on it."""

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from collections.abc import Sequence

from tests.conftest import ROOT, places

COMMAND = [sys.executable, "-c", "from pipeline.cli import main; main()"]
SMALL_COMMAND = [sys.executable, "-m", "tests.small_project"]
LINES = 40
# A sign, or a sequence that colours, erases a line or moves up.
SIGNS = re.compile(r"\x1b\[([0-9;?]*)([a-zA-Z])|.", re.DOTALL)


def on_terminal(
    project, width: int, *arguments: str, typed: str = "", command: Sequence[str] = COMMAND
) -> str:
    """Run the command on a terminal of so many columns, and return all it wrote there.

    ``typed`` is what somebody types into it, who sees it there too.
    """
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, width, 0, 0))
    own = {"NEOCLOUD_DATA": str(project.data), "TERM": "xterm-256color"}
    environment = os.environ | places(project.root) | own
    for size in ("COLUMNS", "LINES"):
        environment.pop(size, None)
    process = subprocess.Popen(
        [*command, *arguments],
        stdin=theirs if typed else subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        env=environment,
        cwd=ROOT,
    )
    os.close(theirs)
    os.write(ours, typed.encode())
    written = b""
    try:
        while part := os.read(ours, 65536):
            written += part
    except OSError:  # how Linux says that the other end is closed
        pass
    os.close(ours)
    process.wait()
    return written.decode()


def lines_of(written: str) -> list[str]:
    """Return the lines that stand on the terminal in the end, as it obeys what was written."""
    lines, row = [""], 0
    column = 0
    for found in SIGNS.finditer(written):
        sign, numbers, order = found[0], found[1], found[2]
        if sign == "\n":
            row, column = row + 1, 0
            lines += [""] * (row + 1 - len(lines))
        elif sign == "\r":
            column = 0
        elif order == "A":
            row = max(0, row - int(numbers or 1))
        elif order == "K":
            lines[row] = "" if numbers == "2" else lines[row][:column]
        elif order is None:
            line = lines[row].ljust(column)
            lines[row] = line[:column] + sign + line[column + 1 :]
            column += 1
    return lines if lines[-1] else lines[:-1]
