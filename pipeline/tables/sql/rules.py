"""What a SQL file must be before anything runs it: one query over the project's own tables."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlglot import exp

from pipeline.tables.sql.arguments import refuse_loose_arguments
from pipeline.tables.sql.columns import refuse_unordered_columns
from pipeline.tables.sql.file import SqlFile
from pipeline.tables.sql.known_by import SUFFIX
from pipeline.tables.sql.parser import MACRO, line_of

NAME = re.compile(r"[a-z][a-z0-9_]*")
# Numbers that mean themselves; any other is somebody's figure and has a source.
PLAIN_NUMBERS = {"0", "1", "100"}
# What gives rows out of nothing but its arguments.
ROW_MAKERS = {"generate_series", "range", "unnest"}
# What a query could otherwise learn from the machine, the clock or chance, or run unseen.
OUTSIDE = re.compile(
    r"(read|pragma|duckdb|st_read|current|get_current)_\w+|\w+_scan|glob|sniff_csv"
    r"|query|query_table|getenv|getvariable|now|localtime\w*|transaction_timestamp|txid_current"
    r"|rand|uuid\w*|setseed|nextval|currval"
)
# A macro may ask the day: it answers on the day of the question, a table on that of the build.
DAY = "current_date"
CHANGES = (exp.DDL, exp.DML, exp.Drop, exp.Copy)


@dataclass(frozen=True)
class MacroNames:
    """The macros of a project.

    Attributes:
        all: Their names.
        of_the_day: Those whose answer depends on the day of the question, by themselves or through
            another: a table, and a check of it, must answer the same on every day.
    """

    all: frozenset[str]
    of_the_day: frozenset[str]


def macro_names(macro_files: Iterable[SqlFile]) -> MacroNames:
    """Return the names of the macros in the files."""
    files = {file.path.stem: file for file in macro_files}
    of_the_day = {name for name, file in files.items() if file.statement.find(exp.CurrentDate)}
    while more := {n for n, f in files.items() if f.calls & of_the_day} - of_the_day:
        of_the_day |= more
    return MacroNames(frozenset(files), frozenset(of_the_day))


def refuse_bad_query(file: SqlFile, macros: MacroNames) -> None:
    """Raise ``SqlFileError`` for the first rule that the file of a table or check breaks."""
    _refuse_name(file)
    file.header  # noqa: B018  which raises if nothing says what the file gives
    file.query  # noqa: B018  which raises if it is none
    for call in file.statement.find_all(exp.Anonymous):
        if call.name.lower() in macros.of_the_day:
            problem = f"calls {call.name}, which answers by the day of the question; ask its tables"
            raise file.fault(line_of(call), problem)
    _refuse_body(file, macros)


def refuse_bad_macro(file: SqlFile, macros: MacroNames) -> None:
    """Raise ``SqlFileError`` for the first rule that a macro's file breaks."""
    _refuse_name(file)
    file.header  # noqa: B018  which raises if nothing says what the file gives
    if not (found := MACRO.search(file.text)):
        raise file.fault(1, "creates no macro; write: create or replace macro name(…) as …")
    if found[1] != file.path.stem:
        raise file.fault(1, f"creates {found[1]}; the file must be called {found[1]}.sql")
    if file.path.stem in file.calls:
        raise file.fault(1, "calls itself, which a macro cannot; compute the value without it")
    _refuse_body(file, macros, may_ask={DAY})
    refuse_loose_arguments(file)


def _refuse_name(file: SqlFile) -> None:
    if not NAME.fullmatch(file.path.stem):
        raise file.fault(1, "has a name that no table can have; use a-z, 0-9 and _ only")
    if file.path.stem.endswith(SUFFIX):
        raise file.fault(1, f"ends on {SUFFIX}, which names the macros beside tables; rename it")


def _refuse_body(file: SqlFile, macros: MacroNames, may_ask: Collection[str] = ()) -> None:
    for change in file.statement.find_all(*CHANGES):
        if not isinstance(change, exp.Query):
            problem = f"holds {change.key.upper()}, but a query changes nothing; leave it out"
            raise file.fault(line_of(change), problem)
    _refuse_outside_calls(file, ROW_MAKERS | macros.all, may_ask)
    _refuse_strange_tables(file)
    refuse_unordered_columns(file)
    for number in file.statement.find_all(exp.Literal, exp.HexString, exp.BitString):
        # sqlglot writes log2(x) as log(2, x), and the digits of a type are no numbers
        is_syntax = isinstance(number.parent, exp.DataTypeParam | exp.Log)
        if not number.is_string and not is_syntax and number.name not in PLAIN_NUMBERS:
            problem = f"holds the number {number.name}; put the number in a seed, with its source"
            raise file.fault(line_of(number), problem)


def _refuse_outside_calls(
    file: SqlFile, row_makers: Collection[str], may_ask: Collection[str]
) -> None:
    for call in file.statement.find_all(exp.Func):
        name = (call.name if isinstance(call, exp.Anonymous) else call.sql_name()).lower()
        owner = call.parent
        is_table = isinstance(owner, exp.Lateral) or (isinstance(owner, exp.Table) and not owner.db)
        is_outside = OUTSIDE.fullmatch(name) and name not in may_ask
        if is_outside or (is_table and name not in row_makers):
            problem = f"calls {name}, whose answer is in no file of the project; read its tables"
            raise file.fault(line_of(call), problem)


def _refuse_strange_tables(file: SqlFile) -> None:
    inside = {part.alias.lower() for part in file.statement.find_all(exp.CTE)}
    for table in file.statement.find_all(exp.Table):
        if table.catalog:
            problem = f"reads {table.sql()}, of another database; write schema.table"
            raise file.fault(line_of(table), problem)
        is_named = isinstance(table.this, exp.Identifier)
        if not table.db and is_named and table.name.lower() not in inside:
            problem = f"reads {table.name!r} without a schema; write schema.table"
            raise file.fault(line_of(table), problem)
        if f"{table.db}.{table.this.name.removesuffix(SUFFIX)}" == file.name:
            raise file.fault(line_of(table), "reads itself; make the table of others only")
