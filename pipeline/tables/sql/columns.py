"""What the columns of a table made by SQL must be: listed, named, of a unit and a meaning."""

import re
from collections import Counter
from collections.abc import Mapping

from sqlglot import exp

from pipeline.project.bad_input import did_you_mean
from pipeline.schemas.units import MONEY, is_number, unit_of
from pipeline.tables.sql.file import SqlFile
from pipeline.tables.sql.parser import line_of

COLUMN_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


def refuse_bad_select_list(file: SqlFile) -> None:
    """Raise ``SqlFileError`` if the file does not say plainly what rows and columns it gives."""
    if not re.match(r"One row per \S", file.about):
        raise file.fault(1, f"opens on {file.about!r}; say what a row is: -- One row per …")
    line = line_of(file.query.selects[0]) if file.query.selects else len(file.header) + 1
    if file.query.is_star:
        raise file.fault(line, "ends on select *; list the columns")
    for place, column in enumerate(file.query.selects, start=1):
        if not COLUMN_NAME.fullmatch(column.alias_or_name):
            problem = f"column {place} has no plain name; add: as column_name"
            raise file.fault(line_of(column, line), problem)
    names = [name.lower() for name in file.query.named_selects]
    for name, count in Counter(names).items():
        if count > 1:
            raise file.fault(line, f"{name}: the column is there twice; rename or drop one")
    for name in file.grain:
        if name.lower() not in names:
            near = did_you_mean(name, names) or "; name columns of the query"
            raise file.fault(_grain_line(file), f"grain: {name!r} is no column of it{near}")


def refuse_unordered_columns(file: SqlFile) -> None:
    """Raise ``SqlFileError`` if a star leaves out or replaces several columns.

    DuckDB keeps their names in no order, so a macro made of them can differ from its own copy.
    """
    for star in file.statement.find_all(exp.Star):
        for kind in ("except_", "replace", "rename"):
            if len(star.args.get(kind) or ()) > 1:
                word = {"except_": "exclude"}.get(kind, kind)
                problem = f"names several columns in {word}, which DuckDB keeps in no order"
                raise file.fault(line_of(star), f"{problem}; list the columns")


def refuse_bad_columns(
    file: SqlFile, types: Mapping[str, str], meanings: Mapping[str, str]
) -> None:
    """Raise ``SqlFileError`` for the first column that a reader could take for something else.

    ``types`` maps each column of the table, once made, to its DuckDB type. Names that a standard
    gives need no unit of ours: the file says so in its header, ``-- columns named by: …``.
    """
    is_ours = not file.is_named_by_others
    selects = {column.alias_or_name.lower(): column for column in file.query.selects}
    for name, kind in types.items():
        problem = _problem(name, kind, is_ours)
        if not problem and not meanings.get(name):
            problem = "says nowhere what it means; add behind it: -- what it is"
        if problem:
            column = selects.get(name.lower(), file.query)
            alias = column.args.get("alias")
            line = line_of(alias if isinstance(alias, exp.Identifier) else column)
            raise file.fault(line, f"{name}: {problem}")


def _problem(name: str, kind: str, is_ours: bool) -> str | None:
    if kind == "FLOAT":
        return "is a FLOAT of four bytes; cast it as double, or money as decimal"
    if not is_ours:
        return None
    if is_number(kind) and unit_of(name) is None:
        return "is a number without a unit; end its name on one, see pipeline/schemas/units.py"
    if name.endswith(MONEY) and not kind.startswith("DECIMAL"):
        return f"is money as {kind}; cast it as decimal"
    return None


def _grain_line(file: SqlFile) -> int:
    return next(n for n, line in enumerate(file.header, start=1) if line.startswith("grain:"))
