"""A published file that is not what the files on disk make is found out, and where."""

import shutil
from pathlib import Path

import duckdb
import pytest

from pipeline.warehouse.attached import attached
from pipeline.warehouse.compare.diff import compare
from pipeline.warehouse.compare.verify import verify
from pipeline.warehouse.rebuild import CannotRebuild, rebuild
from tests.small_project import small_tables


def differences(published: Path, rebuilt: Path) -> list[tuple]:
    with attached(earlier=published, later=rebuilt) as connection:
        assert compare(connection, exact=True) == []
        return connection.execute(
            "select table_name, change, row_key, column_name from changes order by 1, 2"
        ).fetchall()


TAMPERED = {
    "nothing": ("select 1", []),
    "last bit": (
        "update audit.document_prices set price_fraction = nextafter(price_fraction, 1::double)"
        " where source_id = 'note'",
        [("audit.document_prices", "value changed", '{"source_id":"note"}', "price_fraction")],
    ),
    "last digit": (
        "update cost.host_prices set ram_usd_per_hour = 10.240001 where recipe_id = 'max_host'",
        [("cost.host_prices", "value changed", '{"recipe_id":"max_host"}', "ram_usd_per_hour")],
    ),
    "missing row": (
        "delete from pricing.instance_recipes where recipe_id = 'max_host'",
        [("pricing.instance_recipes", "row added", '{"recipe_id":"max_host"}', None)],
    ),
    "macro": (
        "create or replace macro for_a_month(usd_per_hour, hours) as 1",
        [("for_a_month", "macro changed", None, None)],
    ),
    "macro comment": (
        "comment on macro for_a_month is 'Something else.'",
        [("for_a_month", "comment changed", None, None)],
    ),
    "column comment": (
        "comment on column core.hosts.ram_gb is 'Something else.'",
        [("core.hosts", "comment changed", None, "ram_gb")],
    ),
    "lineage": (
        "delete from meta.column_lineage where column_name = 'ram_usd_per_hour'"
        " and origin_column_name = 'value'",
        [
            (
                "meta.column_lineage",
                "row added",
                '{"table_name":"cost.host_prices","column_name":"ram_usd_per_hour",'
                '"origin_table_name":"reference.assumptions","origin_column_name":"value"}',
                None,
            )
        ],
    ),
    "stray table": (
        "create table core.stray as select 1 as a",
        [("core.stray", "table removed", None, None)],
    ),
}


@pytest.fixture(scope="module")
def rebuilt(small, tmp_path_factory) -> Path:
    """What the files of the small project make."""
    path = tmp_path_factory.mktemp("rebuilt") / "rebuilt.duckdb"
    rebuild(path, small_tables(small), 2, lambda name: None)
    return path


@pytest.mark.parametrize(("statement", "expected"), TAMPERED.values(), ids=TAMPERED)
def test_a_tampered_file_is_found_out(small, rebuilt, tmp_path, statement, expected):
    published = tmp_path / "published.duckdb"
    shutil.copy(small.published, published)
    with duckdb.connect(str(published)) as connection:
        connection.execute(statement)
    assert differences(published, rebuilt) == expected


def test_files_that_make_no_warehouse_are_named(own_small):
    path = own_small.seeds / "reference" / "sources.csv"
    path.write_text(path.read_text().replace(",en,", ",no language,", 1))
    with pytest.raises(CannotRebuild, match=r"reference\.sources failed\nseeds/reference/sources"):
        verify(own_small, small_tables(own_small), 1, lambda name: None)
