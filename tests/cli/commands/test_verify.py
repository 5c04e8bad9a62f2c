"""``neocloud verify`` says whether readers see what the files on disk make, and if not, why."""

import shutil
from pathlib import Path

import duckdb
import pytest

from pipeline.project.paths import release_id_of
from pipeline.warehouse.releases import read_release


def test_the_whole_release_is_verified_against_the_files_on_disk(built, neocloud):
    before = built.published.read_bytes()
    result = neocloud(built.root, "verify", "--threads", "2", NEOCLOUD_DATA=str(built.data))
    assert result.returncode == 0, result.stderr
    counted = read_release(built.published).table_count
    assert result.stdout.startswith(f"verified: {counted} tables, those of meta, and ")
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
    kept = release_id_of(next((root / "data" / "releases").glob("*.duckdb")))
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
    assert "remedy: neocloud build --all, then neocloud verify again" in result.stderr


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
