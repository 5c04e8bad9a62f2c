"""The SQLModel session gives the rows of the published file, typed, and changes nothing."""

from datetime import date
from decimal import Decimal
from enum import Enum

import pytest
from sqlalchemy import MetaData, Table
from sqlalchemy.exc import ProgrammingError
from sqlmodel import func, select

from pipeline.project.paths import Project
from pipeline.readers.own_names import NoSuchTable
from pipeline.readers.published_file import NoWarehouse
from pipeline.readers.session import open_session
from pipeline.readers.typed_tables import typed_table
from pipeline.schemas.base import seed_classes
from pipeline.schemas.pricing import ComponentPrices, ComponentType, PriceBasis, PriceLists

CLASSES = seed_classes()


@pytest.fixture
def session(built):
    with open_session(built) as opened:
        yield opened


def test_a_row_has_the_types_of_its_class(session):
    row = session.exec(
        select(ComponentPrices).where(
            ComponentPrices.price_list_id == "coreweave_note_2023_06_20",
            ComponentPrices.component_id == "h100_sxm",
        )
    ).one()
    assert row.price_usd_per_unit_hour == Decimal("4.76")
    assert isinstance(row.price_usd_per_unit_hour, Decimal)
    assert row.component_type is ComponentType.gpu


def test_dates_and_codes_can_be_asked_for(session):
    lists = session.exec(
        select(PriceLists.price_list_id).where(
            PriceLists.provider_id == "coreweave",
            PriceLists.price_basis_code == PriceBasis.instance,
            PriceLists.effective_from_date < date(2026, 4, 1),
        )
    ).all()
    assert set(lists) == {"coreweave_page_2026_03_13", "coreweave_spot_2026_03_13"}


@pytest.mark.parametrize("name", CLASSES)
def test_every_class_reads_what_its_table_holds(session, warehouse, name):
    columns = CLASSES[name].column_names()
    cells = [
        [getattr(row, column) for column in columns] for row in session.exec(select(CLASSES[name]))
    ]
    plain = [tuple(c.value if isinstance(c, Enum) else c for c in row) for row in cells]
    stored = warehouse.execute(f"select {', '.join(columns)} from {name}").fetchall()
    assert [[(type(cell), cell) for cell in row] for row in sorted(plain, key=repr)] == [
        [(type(cell), cell) for cell in row] for row in sorted(stored, key=repr)
    ]


def test_every_table_of_every_schema_can_be_selected_with_its_types(session, warehouse):
    names = "select schema_name || '.' || table_name from duckdb_tables() order by 1"
    found = [name for (name,) in warehouse.execute(names).fetchall()]
    assert {name.split(".")[0] for name in found} > {"audit", "core", "cost", "growth", "meta"}
    for name in found:
        table = typed_table(session, name)
        cells = [tuple(row) for row in session.execute(select(table))]
        stored = warehouse.execute(f"from {name}").fetchall()
        assert sorted(map(repr, cells)) == sorted(map(repr, stored)), name


def test_a_typed_table_knows_types_key_and_meanings(session):
    table = typed_table(session, "gpu_unit_costs")
    assert (table.schema, table.name) == ("cost", "gpu_unit_costs")
    assert [c.name for c in table.primary_key] == ["price_list_id", "gpu_model_id"]
    price = table.c.full_host_usd_per_gpu_hour
    assert (price.type.precision, price.type.scale) == (18, 6)
    assert price.comment
    with pytest.raises(NoSuchTable, match=r"did you mean 'cost\.gpu_unit_costs'"):
        typed_table(session, "cost.gpu_unit_cost")


def test_reflection_gives_no_columns_as_the_handbook_says(session):
    """Once it does, docs/connect.md and typed_table have no reason to be."""
    with pytest.raises(ProgrammingError, match="pg_collation"):
        Table("gpu_unit_costs", MetaData(), schema="cost", autoload_with=session.get_bind())


def test_a_change_is_refused(session):
    session.delete(session.exec(select(PriceLists)).first())
    with pytest.raises(ProgrammingError, match="read-only"):
        session.commit()


def test_a_session_lives_beside_other_readers(built, warehouse):
    (count,) = warehouse.execute("select count(*) from pricing.price_lists").fetchone()
    with open_session(built) as first, open_session(built) as second:
        for session in (first, second):
            assert session.exec(select(func.count()).select_from(PriceLists)).one() == count


def test_without_a_warehouse_the_remedy_is_named(tmp_path):
    with pytest.raises(NoWarehouse, match="make it with: neocloud build"):  # noqa: SIM117
        with open_session(Project(tmp_path, tmp_path / "data")):
            pass
