"""Bind a macro to the file that holds it: it answers from there, or is refused.

DuckDB looks up what a macro names in the database of whoever asks, not in the macro's own. So
each name is written with the name under which the file is opened, and each macro first calls a
mark that only this release has. Under another name there is no such mark, and DuckDB's refusal
prints its name, which says what to do.
"""

import re
from collections.abc import Iterable

import duckdb

from pipeline.project.queries import quoted, quoted_column
from pipeline.tables.sql.parser import MACRO

MARK = "attach release {release} as {catalogue} to call its macros"
IS_MARK = re.compile(r"attach release \S+ as (\S+) to call its macros")
MARKS = """
select function_name from duckdb_functions()
where
    database_name = current_database()
    and regexp_full_match(function_name, 'attach release \\S+ as \\S+ to call its macros')
"""
# What the row of a mark is called: a name that no caller's column can have.
NO_COLUMN = '"mark of the release"("mark of the release")'
# Strings and comments stand first, so that what they say is left alone.
WORDS = r"'(?:[^']|'')*'|--[^\n]*"


def mark_release(connection: duckdb.DuckDBPyConnection, release: str) -> None:
    """Make the release's mark the only one in the file; macros made from now on call it."""
    for (mark,) in connection.execute(MARKS).fetchall():
        connection.execute(f"drop macro table {quoted_column(mark)}")
    name = MARK.format(release=release, catalogue=_catalogue(connection))
    connection.execute(
        f"create macro {quoted_column(name)}() as table select true as mark_of_release"
    )
    _remember(connection, name)


def forget_mark(connection: duckdb.DuckDBPyConnection) -> None:
    """Let the mark be looked for again: making it was rolled back, which no variable is."""
    connection.execute("reset variable mark_of_release")


def is_marked(connection: duckdb.DuckDBPyConnection) -> bool:
    """Return whether the file has a mark, of whichever release."""
    return bool(_mark(connection))


def bound_to_file(
    connection: duckdb.DuckDBPyConnection, statement: str, names: Iterable[str]
) -> str:
    """Return the statement of a macro, bound to the file of the connection.

    ``names`` are the tables that it reads and, as ``macros.name``, the macros that it calls. One
    without either needs no mark, and a file without a mark gives none. Lines stay as they are.
    """
    catalogue = quoted_column(_catalogue(connection))
    tables = [name for name in names if not name.startswith("macros.")]
    macros = [name.removeprefix("macros.") for name in names if name.startswith("macros.")]
    head = MACRO.search(statement)
    assert head is not None  # the rules of macros hold it
    start, body = statement[: head.end()], statement[head.end() :]
    if tables:
        body = _with_catalogue(
            body, rf"(?:{'|'.join(map(re.escape, tables))})(?:_known_by)?\b", catalogue
        )
    if macros:
        body = _with_catalogue(body, rf"(?:{'|'.join(macros)})(?=\s*\()", catalogue)
    mark = _mark(connection) if tables or macros else ""
    return _marked(start, body, f"{catalogue}.{quoted_column(mark)}()") if mark else start + body


def unbound(statement: str, mark: str) -> str:
    """Return the statement of a macro without the file's name and mark, to compare two files."""
    found = IS_MARK.fullmatch(mark)
    name = re.escape(found[1] if found else "neocloud")
    return re.sub(rf"(?<![\w.])(?:{name}|\"{name}\")\.", "", IS_MARK.sub("", statement))


def _marked(start: str, body: str, mark: str) -> str:
    """Return the macro with its mark before it; no name of either is in reach of the arguments."""
    if " as table" in start:
        opening = start.rstrip()
        return (
            f"{opening} select answer.* from {mark} as {NO_COLUMN} cross join ("
            f"{start[len(opening) :]}{body}\n) as answer"
        )
    found = f"(select {body}) as answer(found)"
    return f"{start}(select answer.found from {mark} as {NO_COLUMN} cross join {found})"


def _with_catalogue(text: str, name: str, catalogue: str) -> str:
    pattern = re.compile(rf"{WORDS}|(?<![\w.\"]){name}", re.I)

    def qualified(found: re.Match[str]) -> str:
        return found[0] if found[0].startswith(("'", "--")) else f"{catalogue}.{found[0]}"

    return pattern.sub(qualified, text)


def _catalogue(connection: duckdb.DuckDBPyConnection) -> str:
    (name,) = connection.execute("select current_database()").fetchone() or ("",)
    return str(name)


def _mark(connection: duckdb.DuckDBPyConnection) -> str:
    """Return the mark of the file, empty if it has none.

    The connection remembers it: to list all functions takes DuckDB 17 ms, a fifth of a build when
    each macro asks.
    """
    (known,) = connection.execute("select getvariable('mark_of_release')").fetchone() or (None,)
    if known is None:
        (known,) = connection.execute(MARKS).fetchone() or ("",)
        _remember(connection, known)
    return str(known)


def _remember(connection: duckdb.DuckDBPyConnection, mark: str) -> None:
    connection.execute(f"set variable mark_of_release = {quoted(mark)}")
