"""Two warehouses are equal if, and only if, what they hold is."""

from pathlib import Path

import duckdb
import pytest

from pipeline.tables.record_tables import VARYING_COLUMNS
from pipeline.warehouse.attached import attached
from pipeline.warehouse.build import build, prepare
from pipeline.warehouse.catalog import project_tables
from pipeline.warehouse.fingerprints import contents
from pipeline.warehouse.working_file import STORAGE
from tests.small_project import small_tables


def held(path: Path, *statements: str):
    """Return the content of a new file after the statements."""
    with duckdb.connect(str(path)) as connection:
        connection.execute("create schema s")
        for statement in statements:
            connection.execute(statement)
    with attached(warehouse=path) as connection:
        return contents(connection, "warehouse")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("select 0.1::double + 0.2::double as a", "select 0.3::double as a"),
        ("select 0.3::double as a", "select nextafter(0.3::double, 1::double) as a"),
        ("select '0.0'::double as a", "select '-0.0'::double as a"),
        ("select 1::integer as a", "select 1::bigint as a"),
        ("select 1.0 as a", "select 1.00 as a"),
        ("select 1 as a", "select 1 as b"),
        ("select null::varchar as a", "select 'null' as a"),
        ("select null::varchar as a", "select '' as a"),
        ("select 'x' as a, 'y' as b", "select 'y' as a, 'x' as b"),
        ("select 'a,b' as a, '' as b", "select 'a' as a, 'b' as b"),
        ("select unnest([1, 1, 2]) as a", "select unnest([1, 2, 2]) as a"),
        ("select unnest([1, 1]) as a", "select unnest([2, 2]) as a"),
        ("select unnest([1, 1, 1]) as a", "select unnest([1]) as a"),
        ("select 1 as a where false", "select null::integer as a"),
        ("select timestamp '2026-01-01 00:00:00' as a", "select date '2026-01-01' as a"),
    ],
    ids=[
        "sum_of_doubles",
        "last_bit",
        "sign_of_zero",
        "integer_type",
        "scale",
        "column_name",
        "null_and_the_word",
        "null_and_empty",
        "swapped_cells",
        "shifted_comma",
        "which_row_is_double",
        "doubled_rows_that_cancel_out",
        "number_of_rows",
        "no_row_and_a_null_row",
        "time_and_day",
    ],
)
def test_what_differs_has_another_content(tmp_path, one, other):
    made = [f"create table s.t as {sql}" for sql in (one, other)]
    assert held(tmp_path / "1.duckdb", made[0]) != held(tmp_path / "2.duckdb", made[1])


def test_the_order_of_rows_is_no_content(tmp_path):
    made = [f"create table s.t as select unnest({rows}) as a" for rows in ([3, 1, 2], [1, 2, 3])]
    assert held(tmp_path / "1.duckdb", made[0]) == held(tmp_path / "2.duckdb", made[1])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("create macro f(x) as x + 1", "create macro f(x) as x + 2"),
        ("create macro f(x, y := 1) as x + y", "create macro f(x, y := 2) as x + y"),
        ("create macro f(x) as x", "create macro f(x) as table select x"),
        ("create macro s.f(x) as x", "create macro f(x) as x"),
        ("create view s.v as select 1 as a", "create view s.v as select 2 as a"),
        ("comment on table s.t is 'this'", "comment on table s.t is 'that'"),
        ("comment on column s.t.a is 'this'", "comment on column s.t.a is 'that'"),
        ("alter table s.t alter a set not null", "select 1"),
    ],
    ids=[
        "macro",
        "default_of_a_parameter",
        "kind_of_macro",
        "schema_of_a_macro",
        "view",
        "table_comment",
        "column_comment",
        "constraint",
    ],
)
def test_what_is_written_about_rows_is_content(tmp_path, one, other):
    table = "create table s.t as select 1 as a"
    first, second = (held(tmp_path / f"{i}.db", table, sql) for i, sql in enumerate((one, other)))
    assert first != second


def test_what_no_build_repeats_is_left_out(tmp_path):
    rows = ("r1", "2026-01-01", "1.5"), ("r2", "2026-01-02", "2.5")
    found = []
    for run, day, seconds in rows:
        path = tmp_path / f"{run}.duckdb"
        with duckdb.connect(str(path)) as connection:
            prepare(connection)
            connection.execute(
                f"insert into meta.builds values ('s.t', '{run}', '{day}', {seconds}, 1, 'c', 'd',"
                f" map {{'{run}': 'x'}}, 'p')"
            )
        with attached(warehouse=path) as connection:
            found.append(contents(connection, "warehouse"))
    assert found[0] == found[1]
    assert found[0]["meta.builds"].rows is not None
    assert found[0]["meta.releases"].rows is None


def test_every_column_left_out_exists(warehouse):
    for table, columns in VARYING_COLUMNS.items():
        described = {row[0] for row in warehouse.execute(f"describe {table}").fetchall()}
        assert set(columns) <= described


def without_records(found):
    return {name: content for name, content in found.items() if not name.startswith("meta.")}


def build_in_another_order(path, tables, order):
    """Build into ``path``; each table is rewritten in another order before the next reads it."""
    config = {**STORAGE, "threads": 4, "preserve_insertion_order": False}
    with duckdb.connect(str(path), config=config) as connection:
        connection.execute("set timezone = 'UTC'")
        prepare(connection)
        for table in tables:
            assert not build(connection, table, "tests").broken
            if table.has_rows:
                connection.execute(
                    f"create or replace temp table moved as from {table.name} order by {order};"
                    f"delete from {table.name};"
                    f"insert into {table.name} from moved"
                )
    with attached(rebuilt=path) as connection:
        found = contents(connection, "rebuilt")
    return {name: content for name, content in found.items() if not name.startswith("meta.")}


def test_builds_are_equal_whatever_the_order_of_rows_and_the_number_of_threads(built, tmp_path):
    """Shuffled rows on four threads against the files' order on one; test_verify has two."""
    path = tmp_path / "rebuilt.duckdb"
    found = build_in_another_order(path, project_tables(built), "hash(rowid)")
    with attached(published=built.published) as connection:
        published = contents(connection, "published")
    assert found == {n: content for n, content in published.items() if not n.startswith("meta.")}
    assert len(found) > len(project_tables(built))


def test_a_table_that_takes_any_of_several_rows_shows_in_another_order(own_small, tmp_path):
    (own_small.sql / "core" / "unstable.sql").write_text(
        "-- One row per scenario, with any of its numbers.\n-- grain: scenario_code\n"
        "select scenario_code, first(assumption_id) as assumption_id\n"
        "from reference.assumptions group by all\n"
    )
    one, other = (
        build_in_another_order(tmp_path / f"{order}.duckdb", small_tables(own_small), order)
        for order in ("rowid", "-rowid")
    )
    assert [name for name in one if one[name] != other[name]] == ["core.unstable"]
