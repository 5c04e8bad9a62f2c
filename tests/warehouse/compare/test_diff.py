"""What changed from one warehouse to another is named by table, key and column."""

from pathlib import Path

import duckdb
import pytest

from pipeline.warehouse.attached import attached
from pipeline.warehouse.compare.diff import KINDS, compare

KEYS = (
    "create schema meta; create table meta.table_keys (table_name varchar, key_columns varchar[])"
)
PRICES = """
create schema pricing;
create table pricing.prices as
from (values ('l1', 'a40', 1.28, null), ('l1', 'h100', 4.76, 'hedged'), ('l2', 'a40', 1.30, null))
as prices (price_list_id, gpu_model_id, price_usd, note);
insert into meta.table_keys values ('pricing.prices', ['price_list_id', 'gpu_model_id']);
create table pricing.same as select 1 as a;
create macro growth(x) as x + 1;
"""


def warehouse_file(path: Path, *statements: str) -> Path:
    with duckdb.connect(str(path)) as connection:
        for statement in (KEYS, PRICES, *statements):
            connection.execute(statement)
    return path


@pytest.fixture
def changed(tmp_path):
    """Return a function that changes a copy of the warehouse and gives what changed."""

    def run(*statements, before=(), only=(), exact=False):
        earlier = warehouse_file(tmp_path / "earlier.duckdb", *before)
        later = warehouse_file(tmp_path / "later.duckdb", *before, *statements)
        with attached(earlier=earlier, later=later) as connection:
            keyless = compare(connection, only, exact=exact)
            found = connection.execute("from changes order by table_name, change, rowid").fetchall()
        return found, keyless

    return run


H100 = '{"price_list_id":"l1","gpu_model_id":"h100"}'
A40 = '{"price_list_id":"l1","gpu_model_id":"a40"}'
L2 = '{"price_list_id":"l2","gpu_model_id":"a40"}'
L3 = '{"price_list_id":"l3","gpu_model_id":"a40"}'


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("select 1", []),
        (
            "update pricing.prices set price_usd = 4.78 where gpu_model_id = 'h100'",
            [("pricing.prices", "value changed", H100, "price_usd", "4.76", "4.78")],
        ),
        (
            "update pricing.prices set note = 'a word' where price_list_id = 'l2'",
            [("pricing.prices", "value changed", L2, "note", None, "a word")],
        ),
        (
            "update pricing.prices set note = null",
            [("pricing.prices", "value changed", H100, "note", "hedged", None)],
        ),
        (
            "update pricing.prices set price_usd = 1.29, note = 'x' where price_usd = 1.28",
            [
                ("pricing.prices", "value changed", A40, "price_usd", "1.28", "1.29"),
                ("pricing.prices", "value changed", A40, "note", None, "x"),
            ],
        ),
        (
            "insert into pricing.prices values ('l3', 'a40', 1.31, null)",
            [
                (
                    "pricing.prices",
                    "row added",
                    L3,
                    None,
                    None,
                    L3[:-1] + ',"price_usd":1.31,"note":null}',
                )
            ],
        ),
        (
            "delete from pricing.prices where price_list_id = 'l2'",
            [
                (
                    "pricing.prices",
                    "row removed",
                    L2,
                    None,
                    L2[:-1] + ',"price_usd":1.3,"note":null}',
                    None,
                )
            ],
        ),
        (
            "create table pricing.fresh (a integer)",
            [
                (
                    "pricing.fresh",
                    "table added",
                    None,
                    None,
                    None,
                    "CREATE TABLE pricing.fresh(a INTEGER);",
                )
            ],
        ),
        (
            "drop table pricing.same",
            [
                (
                    "pricing.same",
                    "table removed",
                    None,
                    None,
                    "CREATE TABLE pricing.same(a INTEGER);",
                    None,
                )
            ],
        ),
        (
            "alter table pricing.prices add column region varchar",
            [("pricing.prices", "column added", None, "region", None, "VARCHAR")],
        ),
        (
            "alter table pricing.prices drop column note",
            [("pricing.prices", "column removed", None, "note", "VARCHAR", None)],
        ),
        (
            "alter table pricing.prices alter price_usd type decimal(12, 6)",
            [
                (
                    "pricing.prices",
                    "type changed",
                    None,
                    "price_usd",
                    "DECIMAL(3,2)",
                    "DECIMAL(12,6)",
                )
            ],
        ),
        (
            "create or replace macro growth(x) as x + 2",
            [
                (
                    "growth",
                    "macro changed",
                    None,
                    None,
                    "CREATE MACRO growth (x) AS ((x + 1));",
                    "CREATE MACRO growth (x) AS ((x + 2));",
                )
            ],
        ),
        ("comment on table pricing.prices is 'What things cost.'", []),
        (
            "create or replace table pricing.prices as from pricing.prices order by price_usd desc",
            [],
        ),
    ],
    ids=[
        "nothing",
        "price",
        "null_turned_value",
        "value_turned_null",
        "two_columns",
        "added_row",
        "removed_row",
        "new_table",
        "dropped_table",
        "new_column",
        "dropped_column",
        "another_type_of_equal_values",
        "macro",
        "comment",
        "order_of_rows",
    ],
)
def test_a_change_is_named(changed, statement, expected):
    assert changed(statement) == (expected, [])


def test_a_changed_key_is_a_row_gone_and_a_row_come(changed):
    found, _ = changed(
        "update pricing.prices set gpu_model_id = 'h200' where gpu_model_id = 'h100'"
    )
    assert [(change, key) for _, change, key, *_ in found] == [
        ("row added", H100.replace("h100", "h200")),
        ("row removed", H100),
    ]


@pytest.mark.parametrize("column", ['a"b', "a.b", "select"])
def test_a_column_may_be_called_anything(changed, column):
    name = '"' + column.replace('"', '""') + '"'
    added = f"alter table pricing.prices add column {name} integer"
    found, _ = changed(f"update pricing.prices set {name} = 1", before=[added])
    assert {(change, field, old, new) for _, change, _, field, old, new in found} == {
        ("value changed", column, None, "1")
    }


def test_only_the_tables_asked_for_are_compared(changed):
    both = ("update pricing.prices set price_usd = 9.99", "update pricing.same set a = 2")
    found, _ = changed(*both, only=["pricing.same"])
    assert {table for table, *_ in found} == {"pricing.same"}


def test_rows_without_a_key_are_compared_whole(changed):
    found, keyless = changed("update pricing.same set a = 2")
    assert keyless == ["pricing.same"]
    assert found == [
        ("pricing.same", "row added", None, None, None, '{"a":2}'),
        ("pricing.same", "row removed", None, None, '{"a":1}', None),
    ]


def test_a_key_that_does_not_hold_is_not_used(changed):
    found, keyless = changed(
        "insert into pricing.prices from pricing.prices where price_list_id = 'l2'"
    )
    assert keyless == ["pricing.prices"]
    assert [(change, new) for _, change, _, _, _, new in found] == [
        ("row added", L2[:-1] + ',"price_usd":1.3,"note":null}')
    ]


def test_a_release_without_records_of_keys_is_compared_by_those_of_the_other(changed):
    found, keyless = changed(
        "create table meta.table_keys (table_name varchar, key_columns varchar[]);"
        "insert into meta.table_keys values ('pricing.same', ['a']);"
        "insert into pricing.same values (2)",
        before=["drop table meta.table_keys"],
    )
    assert keyless == []
    assert found == [("pricing.same", "row added", '{"a":2}', None, None, '{"a":2}')]


def test_records_and_comments_count_only_if_exact(changed):
    statements = (
        "comment on column pricing.same.a is 'A number.'",
        "insert into meta.table_keys values ('pricing.same', ['a'])",
    )
    assert changed(*statements) == ([], [])


def test_exact_comparison_sees_what_equality_does_not(changed):
    found, _ = changed(
        "comment on column pricing.zero.x is 'A number.'",
        "comment on table pricing.zero is 'Zeros.'",
        "delete from pricing.zero where id = 1",
        "insert into pricing.zero values (1, '-0.0'::double)",
        before=[
            "create table pricing.zero as from (values (1, 0::double), (2, 5.5)) as z (id, x);"
            "insert into meta.table_keys values ('pricing.zero', ['id'])"
        ],
        exact=True,
    )
    assert found == [
        ("pricing.zero", "comment changed", None, None, None, "Zeros."),
        ("pricing.zero", "comment changed", None, "x", None, "A number."),
        ("pricing.zero", "value changed", '{"id":1}', "x", "0.0", "-0.0"),
    ]


def test_every_table_of_a_release_has_its_key_in_the_release(built, tables, warehouse):
    recorded = dict(warehouse.execute("from meta.table_keys").fetchall())
    assert recorded == {t.name: list(t.key) for t in tables.values() if t.has_rows}


def test_kinds_are_sorted_as_they_are_shown():
    assert KINDS.index("table added") < KINDS.index("row added") < KINDS.index("value changed")
