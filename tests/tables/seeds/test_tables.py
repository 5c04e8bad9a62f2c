"""A seed's table holds what its file says, typed and explained as its class says."""

import csv

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.schemas.base import seed_classes
from pipeline.tables.seeds.tables import seed_table

PRICES = "pricing.component_prices"


def test_every_table_and_its_record_count_the_rows_of_the_file(built, warehouse):
    in_files = {}
    for name in seed_classes():
        path = built.seeds / f"{name.replace('.', '/')}.csv"
        with path.open(newline="", encoding="utf-8") as file:
            in_files[name] = len(list(csv.DictReader(file)))
    recorded = dict(warehouse.execute("select table_name, row_count from meta.builds").fetchall())
    counted = {n: warehouse.execute(f"select count(*) from {n}").fetchone()[0] for n in in_files}
    assert counted == in_files
    assert {name: recorded[name] for name in in_files} == in_files


TYPES = {
    PRICES: "varchar varchar varchar varchar varchar decimal(12,6) boolean",
    "market.ai_models": "varchar varchar varchar date varchar bigint bigint double double varchar",
    "funding.tranches": "varchar varchar varchar varchar decimal(20,2)",
    "market.compute_capacity": "varchar bigint varchar decimal(18,3) varchar",
}


@pytest.mark.parametrize(("table", "types"), TYPES.items(), ids=TYPES)
def test_columns_have_the_types_of_the_class(warehouse, table, types):
    proof = ["varchar", "varchar", "varchar", "date"]
    described = [kind.lower() for _, kind, *_ in warehouse.execute(f"describe {table}").fetchall()]
    assert described == [*types.split(), *proof]


def test_the_warehouse_says_what_table_and_columns_mean(warehouse):
    where = "where schema_name = 'pricing' and table_name = 'instance_limits'"
    assert warehouse.execute(f"select comment from duckdb_tables() {where}").fetchall() == [
        ("One row per provider, GPU model and source: how large an instance may be.",)
    ]
    assert warehouse.execute(
        f"select column_name, comment from duckdb_columns() {where}"
    ).fetchall() == [
        ("provider_id", "Party that offers the compute."),
        ("gpu_model_id", "Slug of the accelerator."),
        ("max_vcpu_count_per_gpu", "Most vCPUs one GPU may be given."),
        ("max_ram_gb_per_gpu", "Most memory one GPU may be given."),
        ("max_gpu_count_per_instance", "Most GPUs in one instance."),
        ("gpu_memory_gb", "Memory of the GPU, as the source lists it."),
        ("bound_type", "How firmly the source states the figure."),
        ("source_id", "Cited document."),
        ("source_locator", "Place in the source where the row is stated."),
        (
            "known_date",
            "When the world could know the row; in a seed, empty means when its source was"
            " published.",
        ),
    ]


TEXT = st.text(
    st.one_of(
        st.sampled_from(',"\n;#\\é潘'),
        st.characters(exclude_categories=["Cs"], exclude_characters="\r\0"),
    ),
    max_size=12,
).map(str.strip)


@given(st.lists(st.tuples(TEXT.filter(bool), TEXT), unique_by=lambda row: row[0], min_size=1))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_duckdb_holds_the_text_that_was_written(tmp_path, written):
    seed, table = seed_classes()["reference.source_authors"], "reference.source_authors"
    path = tmp_path / "source_authors.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(seed.column_names())
        writer.writerows([*row, "note", "cover", ""] for row in written)
    with duckdb.connect() as connection:
        connection.execute("create schema reference")
        connection.execute("create table reference.sources as select 'note' as source_id")
        seed_table(table, seed_classes(), path).create(connection)
        loaded = connection.execute(f"select author_name, licence_number from {table}").fetchall()
    assert loaded == [(name, number or None) for name, number in written]
