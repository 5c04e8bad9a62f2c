"""Parse the one statement of a SQL file, and say on which line it goes wrong."""

import logging
import re
from contextlib import suppress
from functools import lru_cache

import sqlglot
from sqlglot import exp
from sqlglot.errors import ParseError, SqlglotError
from sqlglot.tokens import TokenType

from pipeline.project.bad_input import Unreadable

# It logs what it cannot take apart, which our own messages say better.
logging.getLogger("sqlglot").setLevel(logging.ERROR)

DIALECT = "duckdb"
# A macro gives a value, "as (…)", or a table, "as table select …".
MACRO = re.compile(
    r"^create or replace macro ([\w.]+)\([^)]*\) as(?: table\s+(?=select|with|from)|\s)",
    re.M,
)


@lru_cache(maxsize=1024)  # who looks at the files again, as the sensor does, finds most unchanged
def parsed_statement(text: str) -> exp.Expr:
    """Return the one statement of ``text``, of a macro the part after ``as``.

    The tree is shared by all who ask for the same text: change a copy, never the tree itself.

    Raises ``Unreadable`` if there is none, more than one, or one that does not parse.
    """
    try:
        _refuse_semicolons(text)
        statements = [found for found in sqlglot.parse(_parsable(text), dialect=DIALECT) if found]
    except RecursionError:
        raise Unreadable(1, "does not parse: nested too deeply; write it flatter") from None
    except ParseError as error:
        place = error.errors[0] if error.errors else {}
        reason = f"{place.get('description', error)} near {place.get('highlight', '')!r}"
        raise Unreadable(place.get("line", 1), f"does not parse: {reason}; mend the SQL") from None
    except SqlglotError:
        problem = "does not parse: a quote or a comment is opened and not closed; close it"
        raise Unreadable(_last_line_closed(text) + 1, problem) from None
    if not statements:
        raise Unreadable(1, "holds no statement; write one select under the comment")
    return statements[0]


def parameters(text: str) -> list[str]:
    """Return the names of the arguments that a macro takes; none if it is no macro."""
    head = MACRO.search(text)
    stated = head[0][head[0].index("(") + 1 : head[0].rindex(")")] if head else ""
    return [name for part in stated.split(",") if (name := part.partition(":=")[0].strip())]


def line_of(node: exp.Expr, otherwise: int = 1) -> int:
    """Return the first line of the file that the parser remembers of the node."""
    lines = [part.meta["line"] for part in node.walk() if "line" in part.meta]
    return min(lines, default=otherwise)


def _refuse_semicolons(text: str) -> None:
    if ";" not in text:
        return
    tokens = sqlglot.tokenize(text, dialect=DIALECT)
    ends = [n for n, token in enumerate(tokens) if token.token_type == TokenType.SEMICOLON]
    if ends and ends[0] + 1 < len(tokens):
        line = tokens[ends[0] + 1].line
        raise Unreadable(line, "begins a second statement; a file holds exactly one")
    if ends:
        raise Unreadable(tokens[-1].line, "ends on a semicolon; leave it out")


def _last_line_closed(text: str) -> int:
    """Return the last line after which no quote and no comment is open."""
    lines = text.splitlines()
    for count in range(len(lines), 0, -1):
        with suppress(SqlglotError):
            sqlglot.tokenize("\n".join(lines[:count]), dialect=DIALECT)
            return count
    return 0


def _parsable(text: str) -> str:
    # sqlglot knows no default values of macro parameters, so a macro loses its first line;
    # the line breaks stay, so that the lines of messages are true.
    def opening(found: re.Match[str]) -> str:
        return "\n" * found[0].count("\n") + ("" if " as table" in found[0] else "select ")

    return MACRO.sub(opening, text)
