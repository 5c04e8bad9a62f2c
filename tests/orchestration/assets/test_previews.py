"""The UI shows the first rows of a table and links the documents they cite."""

import duckdb
import pytest

from pipeline.orchestration.assets.previews import (
    WIDEST_CELL,
    cited_documents,
    column_origins,
    first_rows,
)


def test_the_first_rows_stand_in_the_order_of_the_key_a_column_a_line(warehouse, tables):
    shown = first_rows(warehouse, tables["funding.rounds"]).splitlines()
    assert shown[:2] == ["| column | row 1 | row 2 | row 3 |", "| --- | --- | --- | --- |"]
    first = warehouse.execute("select round_id from funding.rounds order by 1 limit 3").fetchall()
    assert shown[2] == "| round_id | " + " | ".join(key for (key,) in first) + " |"
    assert len(shown) == 2 + len(tables["funding.rounds"].columns)


def test_a_long_cell_is_cut_and_says_so(warehouse, tables):
    statement = "select statement from reference.claims order by claim_id limit 1"
    (whole,) = warehouse.execute(statement).fetchone()
    assert len(whole) > WIDEST_CELL
    lines = first_rows(warehouse, tables["reference.claims"]).splitlines()
    (line,) = [line for line in lines if line.startswith("| statement |")]
    assert line.split(" | ")[1] == f"{whole[:WIDEST_CELL]}…"


def test_documents_are_linked_the_most_cited_first(warehouse, tables):
    lines = cited_documents(warehouse, tables["pricing.component_prices"]).splitlines()
    most = "select source_id, count(*) from pricing.component_prices group by 1 order by 2 desc, 1"
    source_id, rows = warehouse.execute(most).fetchone()
    assert f"(`{source_id}`, {rows} rows)" in lines[0]
    assert lines[0].startswith("- [")
    assert "](https://" in lines[0]


@pytest.mark.parametrize("name", ["growth.market_sizes", "audit.claim_verdicts"])
def test_no_more_than_ten_are_named_and_the_rest_counted(warehouse, tables, name):
    counted = f"select count(distinct source_id) from {name}"
    (count,) = warehouse.execute(counted).fetchone()
    lines = cited_documents(warehouse, tables[name]).splitlines()
    assert len(lines) == min(count, 11)
    if count > 10:
        assert lines[-1] == f"- and {count - 10} more"


def test_a_table_of_many_documents_a_row_names_none(tables):
    with duckdb.connect() as nothing:
        assert cited_documents(nothing, tables["audit.reconciliations"]) is None


def test_each_column_names_what_it_is_computed_from(tables):
    lines = column_origins(tables["growth.valuations"]).splitlines()
    assert "| `valuation_usd` | `core.valuations.valuation_usd` |" in lines
    assert len(lines) == 2 + len(tables["growth.valuations"].columns)


def test_a_seed_is_computed_from_nothing(tables):
    assert column_origins(tables["funding.rounds"]) is None
