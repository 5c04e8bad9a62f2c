"""Every macro, called for each row of a table, answers as it does when called with literals."""

import os
import re

import duckdb
import pytest
from sqlglot import exp

from pipeline.tables.seeds.known_rows import ASKED
from pipeline.tables.sql.file import SqlFile
from pipeline.tables.sql.parser import parameters
from tests.conftest import ROOT

from .conftest import answers
from .every_macro import ANSWER, ARGUMENTS, COLUMNS, DAYS, MACROS, NOTE_DAY, questions
from .installed import CLIENTS

# Every so manieth name: a question costs up to a tenth of a second, and there are six DuckDBs, each
# of which begins at names of its own. Each macro is called in each of three forms at least once by
# each client; `make chaos` asks for three times as many names.
MANY = 3 if int(os.environ.get("NEOCLOUD_EXAMPLES", "3")) > 10 else 1
STRIDE, INSIDE_STRIDE = 150 // MANY, 33 // MANY
# A macro with a whole warehouse inside takes a tenth of a second to plan.
LARGE = 8
TURNS = len(CLIENTS) + 1
REFUSED_DAY = re.compile(r'price_list_as_of\(.*, "asked(_provider)?"')
ROWS = f"select {ANSWER} from {{0}}{{1}}({{2}}) as answer"


def asked(path, stride, turn, names=(), share=0, shares=1):
    """Return the calls, each with the question by columns and that by literals.

    The columns are called ``names``; without any, as every column of the warehouse. Each ``turn``
    begins at another. Of the macros beside tables, which are all written alike, only every so
    manieth is called, or none.
    """
    with duckdb.connect(str(path), read_only=True) as connection:
        names = names or [f'"{name}"' for (name,) in connection.execute(COLUMNS).fetchall()]
        macros = connection.execute(MACROS).fetchall()
    beside = [macro for macro in macros if macro[0].endswith("_known_by")]
    macros = [macro for macro in macros if macro not in beside] + (
        beside[share::shares] if shares else []
    )
    first = turn * stride // TURNS
    return [
        (f"{macro}({used})", by_columns, by_literals)
        for macro, gives_table in macros
        for used, by_columns, by_literals in questions(
            macro,
            gives_table,
            names,
            stride * LARGE if macro.endswith("_known_by") else stride,
            first,
        )
    ]


def wrong(calls, ask, path, known):
    """Return the calls whose answer by columns is not that by literals.

    ``known`` keeps what was answered by literals.
    """
    fixed = list({by_literals: None for *_, by_literals in calls if by_literals not in known})
    found = ask(path, [*fixed, *(by_columns for _, by_columns, _ in calls)])
    known |= zip(fixed, found, strict=False)
    return [
        (call, answer, known[by_literals])
        for (call, _, by_literals), answer in zip(calls, found[len(fixed) :], strict=True)
        if isinstance(answer, str) or some(answer) != some(known[by_literals])
    ]


@pytest.fixture(scope="module")
def known(version):
    """What a client answers when it is asked by literals."""
    return {}


@pytest.fixture(scope="module")
def known_to_us():
    """The same of the DuckDB of this project."""
    return {}


def some(answer):
    """Return the rows that say something: joined, an empty answer has none, alone one of null."""
    return sorted(row for row in answer if row != ["None"])


def asked_by_days(path, turn):
    """Return a call of each macro beside a table by ``known_date`` and by another day in turn.

    The caller's table has that column only, of the one day that the macro is asked for.
    """
    with duckdb.connect(str(path), read_only=True) as connection:
        days = [name for (name,) in connection.execute(DAYS).fetchall()]
        macros = [name for name, _ in connection.execute(MACROS).fetchall()]
    beside = [name for name in macros if name.endswith("_known_by")]
    return [
        (
            f"{macro}({day})",
            ROWS.format(f"(select {NOTE_DAY} as {day}) as callers, ", macro, day),
            by,
        )
        for place, macro in enumerate(beside)
        for by in [ROWS.format("", macro, NOTE_DAY)]
        for day in ("known_date", days[(place + turn * len(beside)) % len(days)])
    ]


def test_every_client_answers_by_columns_as_by_literals(client, version, built, known):
    """The names of days are those of the columns that a macro compares its argument with."""
    turn = CLIENTS.index(version)
    calls = asked(built.published, STRIDE, turn, shares=0)
    calls += asked_by_days(built.published, turn)
    assert wrong(calls, client, built.published, known) == []


def test_no_column_name_of_the_warehouse_misleads_a_macro(built, known_to_us):
    calls = asked(built.published, STRIDE, len(CLIENTS))
    assert wrong(calls, answers, built.published, known_to_us) == []


def test_no_name_that_a_macro_gives_to_what_was_asked_misleads_it(built, known_to_us):
    """A caller's column may be called as the macro calls its argument, or itself, inside."""
    calls = asked(built.published, INSIDE_STRIDE, len(CLIENTS), names_inside_macros())
    assert wrong(calls, answers, built.published, known_to_us) == []


def test_a_client_that_takes_such_a_name_for_another_says_so(client, version, built, known):
    """DuckDB before 1.4 does for a day called ``asked`` or ``asked_provider``, which is no day."""
    share, names = CLIENTS.index(version), names_inside_macros()
    calls = asked(built.published, INSIDE_STRIDE, share, names, share, len(CLIENTS))
    refused = [(call, said) for call, said, _ in wrong(calls, client, built.published, known)]
    assert [call for call, said in refused if not isinstance(said, str)] == []
    is_old = version < "1.4"
    assert [call for call, _ in refused if not (is_old and REFUSED_DAY.match(call))] == []


def names_inside_macros():
    """Return what the SQL of the macros calls its parts: arguments, columns and queries.

    The questions call their own part ``answer``.
    """
    found = {ASKED, "found"}
    for path in sorted((ROOT / "sql" / "macros").glob("*.sql")):
        file = SqlFile(path)
        found |= {*parameters(file.text)}
        found |= {alias.name for alias in file.statement.find_all(exp.TableAlias) if alias.name}
        found |= {
            name.name for alias in file.statement.find_all(exp.TableAlias) for name in alias.columns
        }
    return [f'"{name}"' for name in sorted(found)]


def test_every_macro_has_arguments_to_be_tried_with(warehouse):
    small = {name for name, _ in warehouse.execute(MACROS).fetchall() if "." not in name}
    assert small == set(ARGUMENTS)


@pytest.mark.parametrize(("argument", "is_wrong"), [("asked.company_id", True), ("other", False)])
def test_a_macro_that_uses_its_argument_beside_tables_is_found(tmp_path, argument, is_wrong):
    """The counterexample: the rule of the house refuses such a macro before it is made."""
    path = tmp_path / "neocloud.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("create table raised as select 'coreweave' as company_id, 1 as usd")
        connection.execute(
            "create macro usd_of(company) as table"
            " select count(*) as row_count from raised where company_id = company"
        )
    name = argument.removeprefix("asked.")
    by = f"from (select 'none' as {name}) as callers, usd_of({name}) as answer"
    question = f"select answer.row_count {by}"
    calls = [(name, question, "select row_count from usd_of('none')")]
    assert bool(wrong(calls, answers, path, {})) is is_wrong
