"""Every table and macro answers in every DuckDB that people's tools embed, and answers the same."""

import re

import duckdb
import pytest

from .conftest import answers
from .every_macro import MACROS, arguments, called

TABLES = "select table_schema, table_name from information_schema.tables order by all"


@pytest.fixture(scope="module")
def questions(built) -> list[str]:
    """A question to every table, and a call of every macro."""
    with duckdb.connect(str(built.published), read_only=True) as connection:
        tables = [f"from {'.'.join(name)}" for name in connection.execute(TABLES).fetchall()]
        macros = connection.execute(MACROS).fetchall()
    calls = [
        f"{'from' if gives_table else 'select'} {called(macro, arguments(macro)[0])}"
        for macro, gives_table in macros
    ]
    return [f"select * from ({asked}) order by all" for asked in [*tables, *calls]]


@pytest.fixture(scope="module")
def expected(built, questions):
    """What the DuckDB of this project answers."""
    return [as_printed(asked) for asked in answers(built.published, questions)]


def as_printed(answer: list[list[str]] | str) -> list[list[str]]:
    """Return the rows with floating-point numbers to 12 digits: a sum's last bit is its order's."""
    assert isinstance(answer, list), answer
    return [
        [f"{float(v):.12g}" if re.fullmatch(r"-?\d+\.\d{7,}(e.\d+)?", v) else v for v in row]
        for row in answer
    ]


def test_every_client_opens_the_file_and_answers_the_same(client, built, questions, expected):
    answered = [as_printed(answer) for answer in client(built.published, questions)]
    assert [q for q, a, b in zip(questions, answered, expected, strict=True) if a != b] == []


def test_every_client_asks_the_macros_of_a_kept_release(client, built):
    """It calls the database after the file, of whose name only the first part counts."""
    (kept,) = built.kept_releases()
    questions = ["select current_database()", "from funding_as_of('coreweave', '2023-06-20')"]
    assert client(kept, questions) == client(built.published, questions)
    assert client(kept, questions)[0] == [["neocloud"]]


def test_every_call_and_table_gives_a_row(questions, expected):
    answered = zip(questions, expected, strict=True)
    empty = [question for question, answer in answered if not answer]
    assert [question for question in empty if "_known_by(" not in question] == []
