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


@pytest.mark.parametrize(("statement", "expected"), TAMPERED.values(), ids=TAMPERED)
def test_a_tampered_file_is_found_out(small, tmp_path, statement, expected):
    rebuild(tmp_path / "rebuilt.duckdb", small_tables(small), 2, lambda name: None)
    published = tmp_path / "published.duckdb"
    shutil.copy(small.published, published)
    with duckdb.connect(str(published)) as connection:
        connection.execute(statement)
    assert differences(published, tmp_path / "rebuilt.duckdb") == expected


def test_the_whole_release_is_verified_against_the_files_on_disk(built, neocloud):
    before = built.published.read_bytes()
    result = neocloud(built.root, "verify", "--threads", "2", NEOCLOUD_DATA=str(built.data))
    assert result.returncode == 0, result.stderr
    assert result.stdout.startswith("verified: ")
    assert "macros, all equal, release 2" in result.stdout
    assert built.published.read_bytes() == before


@pytest.fixture
def root(own_small) -> Path:
    return own_small.root


def tamper(root):
    with duckdb.connect(str(root / "data" / "neocloud.duckdb")) as connection:
        connection.execute("delete from pricing.instance_recipes where recipe_id = 'max_host'")


def test_a_file_changed_after_it_was_published_is_told_from_its_kept_copy(root, small_neocloud):
    tamper(root)
    result = small_neocloud(root, "verify")
    kept = next((root / "data" / "releases").glob("*.duckdb")).stem
    assert result.returncode == 1
    assert "pricing.instance_recipes: rows: 1 only rebuilt\n  + recipe_id=max_host" in result.stdout
    assert "not verified: 1 differ: pricing.instance_recipes" in result.stderr
    assert "is not the file that was published: it was changed afterwards" in result.stderr
    assert f"remedy: neocloud restore {kept}" in result.stderr


def test_without_a_kept_copy_the_possible_causes_are_named(root, small_neocloud):
    tamper(root)
    shutil.rmtree(root / "data" / "releases")
    result = small_neocloud(root, "verify")
    assert result.returncode == 1
    assert "or the pipeline's code or DuckDB was, or a build cannot be repeated" in result.stderr
    assert "remedy: neocloud build, then neocloud verify again" in result.stderr


def test_files_changed_since_the_release_are_named_as_such(root, small_neocloud):
    path = root / "seeds" / "pricing" / "instance_recipes.csv"
    path.write_text(path.read_text().replace("The smallest host.", "The least of hosts."))
    result = small_neocloud(root, "verify")
    assert result.returncode == 1
    assert "the files on disk are not those of release 2" in result.stderr
    assert "other are those of pricing.instance_recipes\n" in result.stderr
    assert "remedy: neocloud build publishes the files on disk" in result.stderr


def test_nothing_published_cannot_be_verified(root, small_neocloud):
    (root / "data" / "neocloud.duckdb").unlink()
    result = small_neocloud(root, "verify")
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr == "there is no data/neocloud.duckdb yet; make it with: neocloud build\n"


def test_a_published_file_that_cannot_be_read_is_named_with_the_remedy(root, small_neocloud):
    (root / "data" / "neocloud.duckdb").write_text("no database")
    result = small_neocloud(root, "verify")
    assert result.returncode == 1
    assert "data/neocloud.duckdb is no warehouse" in result.stderr
    assert "remedy: neocloud releases, then neocloud restore RELEASE" in result.stderr


def test_files_that_make_no_warehouse_are_named(own_small):
    path = own_small.seeds / "reference" / "sources.csv"
    path.write_text(path.read_text().replace(",en,", ",no language,", 1))
    with pytest.raises(CannotRebuild, match=r"reference\.sources failed\nseeds/reference/sources"):
        verify(own_small, small_tables(own_small), 1, lambda name: None)
