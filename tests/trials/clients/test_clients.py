"""Every table and macro answers in every DuckDB that people's tools embed, and answers the same."""

import re

import duckdb
import pytest

from .conftest import answers

# A call of each macro that gives a row or a value; the _known_by macros all take a day. What may be
# left out is given by name: before 1.4 DuckDB takes it in no other way.
CALLS = {
    "cagr": "select cagr(100, 121, 2)",
    "combined": "select combined(true, figure, 1) from (values (2), (3)) as figures (figure)",
    "doubling_time_years": "select doubling_time_years(1)",
    "figure_text": "select figure_text(1234.5)",
    "filled_in": "select filled_in('{hedged} of {source}', '5', 'at_least', 1, 2, 1.5, 'p', 's')",
    "funding_as_of": "from funding_as_of('coreweave', '2023-08-01')",
    "growth_bound": "select growth_bound('exact', 'at_least')",
    "hedge_text": "select hedge_text('at_least')",
    "hedge_text_zh": "select hedge_text_zh('at_least')",
    "instance_price": "from instance_price(note_price_list_id(), 'h100_sxm', 8, 128, 2048)",
    "month_number": "select month_number(date '2023-06-20')",
    "note_price_list_id": "select note_price_list_id()",
    "percent_text": "select percent_text(0.5)",
    "plain_name": "select plain_name('H100_PCIe')",
    "price_list_as_of": "from price_list_as_of('lambda', '2023-06-20', known_by := '2023-06-20')",
    "range_from": "select range_from(2, 'approximate', 0.1)",
    "range_to": "select range_to(2, 'approximate', 0.1, 10)",
    "resolved_ai_model": "select resolved_ai_model('gpt3')",
    "resolved_gpu_model": "select resolved_gpu_model('A40')",
    "resolved_name": "select resolved_name('party', 'AWS')",
    "resolved_party": "select resolved_party('azure')",
    "resolved_price_list": "select resolved_price_list('coreweave note')",
    "sum_bound": "select sum_bound(['exact', 'at_least'])",
    "training_cost": "from training_cost(3.14e23, note_price_list_id(), 'h100_sxm')",
}
MACROS = """
select schema_name, function_name from duckdb_functions()
where
    not internal and database_name = current_database()
    and not starts_with(function_name, 'attach release')
order by all
"""
TABLES = "select table_schema, table_name from information_schema.tables order by all"


@pytest.fixture(scope="module")
def questions(built) -> list[str]:
    """A question to every table, and a call of every macro."""
    with duckdb.connect(str(built.published), read_only=True) as connection:
        tables = [f"from {'.'.join(name)}" for name in connection.execute(TABLES).fetchall()]
        macros = connection.execute(MACROS).fetchall()
    calls = [call(*macro) for macro in macros]
    return [f"select * from ({asked}) order by all" for asked in [*tables, *calls]]


def call(schema: str, name: str) -> str:
    if name.endswith("_known_by"):
        return f"from {schema}.{name}('2026-11-25')"
    return CALLS[name]


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


def test_every_call_and_table_gives_a_row(questions, expected):
    answered = zip(questions, expected, strict=True)
    assert [question for question, answer in answered if not answer] == []
