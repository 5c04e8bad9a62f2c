"""The three streams of a process, whatever whoever started it made of them."""

import os
import sys
from io import TextIOWrapper

from pipeline.cli.messages import FAULT, stderr


def settle_streams() -> None:
    r"""Make the three streams ones that take any text and that no file can take the place of.

    A file opened while one of them is closed gets its number, and what is printed. An encoding
    that lacks a sign gets it written out, as ``\u667a``.
    """
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if stream is None:
            os.open(os.devnull, os.O_RDWR)  # the lowest free number is that of a closed stream
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115, PTH123
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    if sys.stdout is None:
        stderr.print("standard output is closed; send it somewhere, as with: >/dev/null")
        sys.exit(FAULT)
