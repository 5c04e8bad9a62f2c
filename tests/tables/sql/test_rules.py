"""A table, and a check of it, answers the same on every day; a macro may ask which day it is."""

import pytest

from pipeline.tables.sql.checks import written_checks
from pipeline.tables.sql.file import SqlFile
from pipeline.tables.sql.rules import macro_names, refuse_bad_query
from pipeline.tables.sql.text import SqlFileError

MACROS = {
    "this_day": "create or replace macro this_day() as (current_date)",
    "tomorrow": "create or replace macro tomorrow() as (this_day() + interval 1 day)",
    "twice": "create or replace macro twice(amount) as (amount + amount)",
    "days": "create or replace macro days() as table select current_date as day",
}


def written(folder, name, text):
    path = folder / f"{name}.sql"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"-- One row per thing.\n{text}\n")
    return SqlFile(path)


@pytest.fixture
def macros(tmp_path):
    files = [written(tmp_path / "sql", f"macros/{name}", text) for name, text in MACROS.items()]
    return macro_names(files)


def test_what_asks_the_day_through_another_macro_counts_too(macros):
    assert macros.of_the_day == {"this_day", "tomorrow", "days"}
    assert macros.all == set(MACROS)


@pytest.mark.parametrize(
    "call",
    ["select this_day() as day", "select tomorrow() as day", "select day from days()"],
    ids=["a value", "a value through another macro", "a table"],
)
def test_neither_a_table_nor_a_check_may_ask_the_day(call, macros, tmp_path):
    said = r"things(__hold)?\.sql:2 calls \w+, which answers by the day of the question"
    file = written(tmp_path / "sql", "growth/things", f"-- grain: day\n{call}")
    with pytest.raises(SqlFileError, match=said.replace(":2", ":3")):
        refuse_bad_query(file, macros)
    check = written(tmp_path / "sql" / "checks", "growth/things__hold", call)
    with pytest.raises(SqlFileError, match=said):
        written_checks([check], macros)


def test_a_macro_without_a_day_may_be_called(macros, tmp_path):
    file = written(tmp_path / "sql", "growth/things", "-- grain: two\nselect twice(1) as two")
    refuse_bad_query(file, macros)
    assert file.calls == {"twice"}
