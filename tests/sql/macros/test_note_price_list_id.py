"""``note_price_list_id``: the list of the note's Table 1, whatever other lists there are."""

from decimal import Decimal

import duckdb
import pytest

from pipeline.project.paths import current_project
from pipeline.tables.sql.file import SqlFile

NOTE, OTHER = "tf_securities_2023_06_20", "coreweave_docs_2023_01_12"


@pytest.fixture
def asked():
    """Return a function that asks the macro where only the given lists are known."""

    def ask(lists):
        with duckdb.connect() as connection:
            connection.execute("create schema core")
            connection.execute("create table core.price_lists (price_list_id text, source_id text)")
            for row in lists:
                connection.execute("insert into core.price_lists values (?, ?)", row)
            path = current_project().sql / "macros" / "note_price_list_id.sql"
            connection.execute(SqlFile(path).text)
            return connection.execute("select note_price_list_id()").fetchone()[0]

    return ask


def test_it_is_the_list_of_the_note_s_source(asked):
    assert asked([("ours", OTHER), ("of_the_note", NOTE)]) == "of_the_note"


def test_without_the_note_there_is_none(asked):
    assert asked([("ours", OTHER)]) is None


def test_its_h100_costs_what_table_1_prints(rows):
    found = rows("""
        select gpu_usd_per_gpu_hour from cost.gpu_unit_costs
        where price_list_id = note_price_list_id() and gpu_model_id = 'h100_sxm'
    """)
    assert found == [{"gpu_usd_per_gpu_hour": Decimal("4.76")}]
