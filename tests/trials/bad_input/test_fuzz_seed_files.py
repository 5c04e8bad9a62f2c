"""Whatever bytes a seed file holds, they are loaded as they are or refused in plain words."""

import csv
import io
import os
import re
import time
from collections import Counter
from datetime import date
from decimal import Decimal

import duckdb
import pytest
from hypothesis import HealthCheck, given, seed, settings

from pipeline.schemas.base import seed_classes
from pipeline.tables.seeds.csv_files import SeedError
from pipeline.tables.seeds.tables import seed_table
from tests.trials.bad_input.odd_files import TABLES, files
from tests.trials.resilience import record

SECONDS = float(os.environ.get("NEOCLOUD_FUZZ_SECONDS", "0"))
ROUND = 500
READ_AS = {
    "VARCHAR": str,
    "DATE": date.fromisoformat,
    "BIGINT": int,
    "DOUBLE": float,
    "BOOLEAN": {"true": True, "false": False}.__getitem__,
}


@pytest.fixture(scope="module")
def seeds(built):
    """A connection to a database in memory that holds every seed table."""
    with duckdb.connect(config={"threads": 1}) as connection:
        connection.execute(f"attach '{built.published}' as built (read_only)")
        for table in TABLES:
            connection.execute(f"create schema if not exists {table.partition('.')[0]}")
            connection.execute(f"create table {table} as from built.{table}")
        yield connection


def attempted(connection, table, path):
    """Return the types and rows of the table that the file makes, or why it is refused."""
    connection.begin()
    try:
        seed_table(table, seed_classes(), path).create(connection)
        types = [kind for _, kind, *_ in connection.execute(f"describe {table}").fetchall()]
        return types, connection.execute(f"from {table} order by rowid").fetchall()
    except SeedError as error:
        return error
    finally:
        connection.rollback()


def meant(kind, cell):
    """Return what the cell means in a column of the type, by Python's own reading of it."""
    return None if cell == "" else READ_AS.get(kind, Decimal)(cell)


def holds(connection, folder, table, content):
    """Assert that the content is loaded cell for cell, or refused within the file; say which."""
    path = (folder / table.replace(".", "/")).with_suffix(".csv")
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    found = attempted(connection, table, path)
    if isinstance(found, SeedError):
        said = re.compile(rf"seeds/{table.replace('.', '/')}\.csv:(\d+) (?!DuckDB)\S.+")
        lines = [said.fullmatch(line) for line in str(found).splitlines()]
        assert len(lines) == len(found.faults) > 0
        assert all(line and 1 <= int(line[1]) <= content.count(b"\n") + 1 for line in lines)
        return "refused"
    types, rows = found
    _, *cells = csv.reader(io.StringIO(content.decode(), newline=""))
    assert rows == [tuple(map(meant, types, row)) for row in cells]
    return "loaded"


LIBERAL = settings(
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@given(file=files())
@settings(LIBERAL, max_examples=300)
def test_any_file_is_loaded_as_it_is_or_refused_in_words(seeds, shared_folder, file):
    holds(seeds, shared_folder, *file)


@pytest.mark.skipif(not SECONDS, reason="make fuzz runs it for five minutes")
def test_no_file_of_a_long_run_escapes_as_an_error(seeds, tmp_path):
    tried, ends = Counter(), time.monotonic() + SECONDS
    while time.monotonic() < ends:

        @seed(time.time_ns())
        @given(file=files())
        @settings(LIBERAL, max_examples=ROUND)
        def one_round(file):
            tried[holds(seeds, tmp_path, *file)] += 1

        one_round()
    print(f"\n{tried.total():,} files tried in {SECONDS:.0f} s: {dict(tried)}")
    what = "seed files of odd bytes and cells, loaded cell for cell or refused in words"
    record("inputs_fuzzed", tried.total(), what)
