"""Take the one query that a reader asks, and keep its result."""

import sys
from pathlib import Path

import duckdb

from pipeline.cli.messages import MISUSE, stop

RESULT = "temp.result"
KEEP = "create temp table result as "
# Parsing takes thousands of times the memory of a deeply nested text.
QUERY_CHARACTERS = 1_000_000
UTF8_BYTES = 4  # of one character, at most
# MULTI is PIVOT without a list of values: it looks them up first.
QUERIES = (duckdb.StatementType.SELECT, duckdb.StatementType.MULTI)
KINDS = {kind.name.lower() for kind in (*QUERIES, duckdb.StatementType.EXPLAIN)}


def question(sql: str | None, file: Path | None) -> str:
    """Return what argument, file or standard input holds."""
    try:
        if file:
            text = file.read_text(encoding="utf-8")
        else:
            text = _typed() if sql in (None, "-") else str(sql)
        text.encode("utf-8")  # an argument may hold bytes that are none
    except UnicodeError:
        stop("the query is not UTF-8 text", MISUSE)
    except OSError as error:
        stop(f"the query cannot be read: {error.strerror}", MISUSE)
    if len(text) > QUERY_CHARACTERS:
        stop(f"a query has at most {QUERY_CHARACTERS:,} characters", MISUSE)
    return text


def _typed() -> str:
    """Return what standard input holds: UTF-8, whatever the terminal's own encoding."""
    if sys.stdin is None:
        stop("standard input is closed; give the query as an argument", MISUSE)
    return sys.stdin.buffer.read(UTF8_BYTES * QUERY_CHARACTERS + 1).decode("utf-8")


def one_statement(connection: duckdb.DuckDBPyConnection, text: str) -> duckdb.Statement:
    """Return the one query or EXPLAIN that ``text`` holds, or leave saying what it is."""
    statements = connection.extract_statements(text)
    if len(statements) != 1:
        stop(f"expected one query, got {len(statements)}; ask them one at a time", MISUSE)
    statement = statements[0]
    try:
        kind = statement.type.name.lower()
    except ValueError:  # a kind that DuckDB's own Python does not know, as "update extensions"
        kind = "what can only be run, not asked"
    if kind not in KINDS:
        stop(f"expected a query, got {kind}: the published file is only read", MISUSE)
    return statement


def keep_result(connection: duckdb.DuckDBPyConnection, statement: duckdb.Statement) -> None:
    """Keep the rows of a query in memory as the table ``RESULT``.

    So no result is larger than the memory allowed, and all faults come before it is shown.
    """
    try:
        connection.execute(KEEP + statement.query)
    except duckdb.Error as error:
        # A message quotes the line and points into it with a caret below; show the reader's own.
        text, shift = str(error), f"\n{' ' * len(KEEP)}"
        quoted, _, pointed = text.partition(f"LINE 1: {KEEP}")
        own = f"{quoted}LINE 1: {pointed.replace(shift, chr(10), 1)}" if pointed else text
        raise type(error)(own) from None
