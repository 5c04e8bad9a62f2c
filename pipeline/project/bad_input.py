"""What a file of the project must be before anything reads it, and the error if it is not."""

import difflib
from collections.abc import Iterable
from pathlib import Path

NOT_UTF8 = "is not UTF-8 text; save the file as UTF-8"


class BadInput(Exception):
    """A file of the project is at fault; the message says where, what, and what to do."""


class Unreadable(Exception):
    """A file cannot be read as what it should be: not at all, not as text, or not as SQL."""

    def __init__(self, line: int, problem: str) -> None:
        self.line, self.problem = line, problem
        super().__init__(f"{line} {problem}")


def content_of(path: Path) -> bytes:
    """Return the bytes of the file; raise ``Unreadable`` if the system does not give them."""
    try:
        return path.read_bytes()
    except IsADirectoryError:
        raise Unreadable(1, "is a folder; put a file in its place") from None
    except OSError as error:
        problem = f"cannot be read: {error.strerror}; mend that and build again"
        raise Unreadable(1, problem) from None


def plain_text(content: bytes) -> str:
    """Return the bytes as text; raise ``Unreadable`` at the first byte that is out of place."""
    if content.startswith(b"\xef\xbb\xbf"):
        raise Unreadable(1, "opens with a byte-order mark; save the file as UTF-8 without BOM")
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Unreadable(line, f"byte {error.object[error.start]:#04x} {NOT_UTF8}") from None
    for sign, problem in (
        ("\0", "holds a NUL byte; save the file as UTF-8 text"),
        ("\r", "holds a CR; save with LF line ends"),
    ):
        if (place := text.find(sign)) >= 0:
            raise Unreadable(text.count("\n", 0, place) + 1, problem)
    return text


def in_one_line(text: str) -> str:
    """Return ``text`` with what would break the line or steer the terminal written out."""
    return "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in text)


def duckdb_words(error: Exception) -> str:
    """Return what DuckDB says of a statement, in one line and without the statement."""
    said = str(error).partition("\n\nLINE ")[0].partition("\nLINE ")[0]
    return " ".join(said.split())


def did_you_mean(name: str, known: Iterable[str], alike: float = 0.6) -> str:
    """Return the question whether a known name was meant, if one is at least so much alike."""
    near = difflib.get_close_matches(name, list(known), n=1, cutoff=alike)
    return f"; did you mean {near[0]!r}?" if near else ""
