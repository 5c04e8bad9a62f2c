"""Take the one query that a reader asks, and keep its result."""

import sys
from pathlib import Path

import duckdb

from pipeline.cli.messages import MISUSE, stop
from pipeline.cli.typed_text import as_utf8
from pipeline.readers.own_names import OWN_TABLES, in_own_names

RESULT = "temp.result"
# What DuckDB would answer with its own tables too, or with none.
LISTS = {"show tables", "show all tables", "describe", "desc", "show"}
KEEP = "create temp table result as "
KEEP_START = "table result as "  # a long line is quoted without its start
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
            text = _typed() if sql is None or sql == "-" else as_utf8(sql)
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
    if " ".join(statement.query.lower().strip("; \n").split()) in LISTS:
        (statement,) = connection.extract_statements(OWN_TABLES)
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
        said = _said_of(connection, statement) if KEEP_START in str(error) else str(error)
        raise type(error)(in_own_names(connection, said)) from None


def _said_of(connection: duckdb.DuckDBPyConnection, statement: duckdb.Statement) -> str:
    """Return what DuckDB says of the reader's own text: it quotes a line and points into it."""
    try:
        connection.execute(statement.query).fetchall()
    except duckdb.Error as own:
        return str(own)
    return "the query fails only when its result is kept"
