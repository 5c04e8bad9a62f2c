"""A published file that is not what the files on disk make is found out, and where."""

import shutil
from pathlib import Path

import duckdb
import pytest
from filelock import FileLock

from pipeline.warehouse.attached import attached
from pipeline.warehouse.catalog import project_tables
from pipeline.warehouse.compare.diff import compare
from pipeline.warehouse.compare.verify import verify
from pipeline.warehouse.rebuild import CannotRebuild, rebuild


@pytest.fixture(scope="session")
def rebuilt(built, shared_folder) -> Path:
    """The warehouse built a second time, with two threads."""
    path = shared_folder / "rebuilt.duckdb"
    with FileLock(shared_folder / "rebuilt.lock"):
        if not path.exists():
            part = path.with_suffix(".part")
            rebuild(part, project_tables(built), 2, lambda name: None)
            part.replace(path)
    return path


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("select 1", []),
        (
            "update growth.valuations set step_up_ratio = nextafter(step_up_ratio, 99::double)"
            " where step_up_ratio is not null and valuation_date = '2024-05-01'",
            [
                (
                    "growth.valuations",
                    "value changed",
                    '{"company_id":"coreweave","valuation_date":"2024-05-01",'
                    '"valuation_type":"reported"}',
                    "step_up_ratio",
                )
            ],
        ),
        (
            "update core.component_prices set price_usd_per_unit_hour = 4.760001"
            " where price_list_id = 'coreweave_note_2023_06_20' and component_id = 'h100_sxm'",
            [
                (
                    "core.component_prices",
                    "value changed",
                    '{"price_list_id":"coreweave_note_2023_06_20","component_id":"h100_sxm"}',
                    "price_usd_per_unit_hour",
                )
            ],
        ),
        (
            "delete from market.risk_factors where rowid = 0",
            [
                (
                    "market.risk_factors",
                    "row added",
                    '{"risk_id":"fiercer_ai_competition","source_id":"tf_securities_2023_06_20"}',
                    None,
                )
            ],
        ),
        (
            "create or replace macro training_cost(flop, price_list, gpu_model,"
            " utilization := 0.5) as table select 1 as gpu_hours",
            [("training_cost", "macro changed", None, None)],
        ),
        (
            "comment on macro cagr is 'Something else.'",
            [("cagr", "comment changed", None, None)],
        ),
        (
            "comment on column core.price_lists.trust_rank is 'Something else.'",
            [("core.price_lists", "comment changed", None, "trust_rank")],
        ),
        (
            "delete from meta.column_lineage where table_name = 'cost.training_runs'"
            " and column_name = 'gpu_hours' and origin_column_name = 'training_compute_flop'",
            [
                (
                    "meta.column_lineage",
                    "row added",
                    '{"table_name":"cost.training_runs","column_name":"gpu_hours",'
                    '"origin_table_name":"core.training_compute",'
                    '"origin_column_name":"training_compute_flop"}',
                    None,
                )
            ],
        ),
        ("create table core.stray as select 1 as a", [("core.stray", "table removed", None, None)]),
    ],
    ids=[
        "nothing",
        "last_bit",
        "last_digit",
        "missing_row",
        "macro",
        "macro_comment",
        "column_comment",
        "lineage",
        "stray_table",
    ],
)
def test_a_tampered_file_is_found_out(built, rebuilt, tmp_path, statement, expected):
    published = tmp_path / "published.duckdb"
    shutil.copy(built.published, published)
    with duckdb.connect(str(published)) as connection:
        connection.execute(statement)
    with attached(earlier=published, later=rebuilt) as connection:
        assert compare(connection, exact=True) == []
        found = connection.execute(
            "select table_name, change, row_key, column_name from changes order by 1, 2"
        ).fetchall()
    assert found == expected


@pytest.fixture
def root(own_project) -> Path:
    """A checkout of its own with a published and a kept release."""
    shutil.copy(own_project.working, own_project.published)
    with duckdb.connect(str(own_project.published), read_only=True) as connection:
        (release,) = connection.execute("select max(release_id) from meta.releases").fetchone()
    own_project.releases.mkdir()
    shutil.copy(own_project.published, own_project.releases / f"{release}.duckdb")
    return own_project.root


def tamper(root):
    with duckdb.connect(str(root / "data" / "neocloud.duckdb")) as connection:
        connection.execute("delete from market.risk_factors where rowid = 0")


def test_a_release_is_verified_against_the_files_on_disk(root, neocloud):
    before = (root / "data" / "neocloud.duckdb").read_bytes()
    result = neocloud(root, "verify", "--threads", "2")
    assert result.returncode == 0, result.stderr
    assert result.stdout.startswith("verified: ")
    assert "macros, all equal, release 2" in result.stdout
    assert (root / "data" / "neocloud.duckdb").read_bytes() == before


def test_a_file_changed_after_it_was_published_is_told_from_its_kept_copy(root, neocloud):
    tamper(root)
    result = neocloud(root, "verify")
    kept = next((root / "data" / "releases").glob("*.duckdb")).stem
    assert result.returncode == 1
    assert "market.risk_factors: rows: 1 only rebuilt\n  + risk_id=fiercer_ai_" in result.stdout
    assert "not verified: 1 differ: market.risk_factors" in result.stderr
    assert "is not the file that was published: it was changed afterwards" in result.stderr
    assert f"remedy: neocloud restore {kept}" in result.stderr


def test_without_a_kept_copy_the_possible_causes_are_named(root, neocloud):
    tamper(root)
    shutil.rmtree(root / "data" / "releases")
    result = neocloud(root, "verify")
    assert result.returncode == 1
    assert "or the pipeline's code or DuckDB was, or a build cannot be repeated" in result.stderr
    assert "remedy: neocloud build, then neocloud verify again" in result.stderr


def test_files_changed_since_the_release_are_named_as_such(root, neocloud):
    path = root / "seeds" / "market" / "risk_factors.csv"
    path.write_text(path.read_text().replace("ompetition", "ompetitors", 1))
    result = neocloud(root, "verify")
    assert result.returncode == 1
    assert "the files on disk are not those of release 2" in result.stderr
    assert "other are those of market.risk_factors\n" in result.stderr
    assert "remedy: neocloud build publishes the files on disk" in result.stderr


def test_nothing_published_cannot_be_verified(root, neocloud):
    (root / "data" / "neocloud.duckdb").unlink()
    result = neocloud(root, "verify")
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr == "there is no data/neocloud.duckdb yet; make it with: neocloud build\n"


def test_a_published_file_that_cannot_be_read_is_named_with_the_remedy(root, neocloud):
    (root / "data" / "neocloud.duckdb").write_text("no database")
    result = neocloud(root, "verify")
    assert result.returncode == 1
    assert "data/neocloud.duckdb is no warehouse" in result.stderr
    assert "remedy: neocloud releases, then neocloud restore RELEASE" in result.stderr


def test_files_that_make_no_warehouse_are_named(own_project):
    path = own_project.seeds / "reference" / "sources.csv"
    path.write_text(path.read_text().replace(",en,", ",no language,", 1))
    tables = [t for t in project_tables(own_project) if t.name == "reference.sources"]
    shutil.copy(own_project.working, own_project.published)
    with pytest.raises(CannotRebuild, match=r"reference\.sources failed\nseeds/reference/sources"):
        verify(own_project, tables, 1, lambda name: None)
