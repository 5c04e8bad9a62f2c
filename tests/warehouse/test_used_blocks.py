"""The published file has the size of what it holds, however often it was built."""

import pytest

from pipeline.project.queries import opened
from pipeline.warehouse import used_blocks
from pipeline.warehouse.attached import attached
from pipeline.warehouse.build import build
from pipeline.warehouse.fingerprints import contents
from pipeline.warehouse.publish import publish
from pipeline.warehouse.used_blocks import SIZE
from pipeline.warehouse.working_file import STORAGE, open_working, storage_version
from tests.small_project import small_tables


def built_again(project):
    """Build every table of the project anew, as often as there were builds before, and publish."""
    tables = small_tables(project)
    with open_working(project) as connection:
        for table in tables:
            assert not build(connection, table, "again").broken
        return publish(connection, project, tables, "again")


def free_fraction(path):
    with opened(path, read_only=True) as connection:
        return connection.execute(SIZE).fetchone()[0]


def test_a_file_of_which_everything_was_built_again_grows_no_larger(own_small):
    first = own_small.published.stat().st_size
    sizes = [built_again(own_small).byte_count for _ in range(3)]
    assert max(sizes) < 1.2 * first
    assert free_fraction(own_small.published) <= used_blocks.MOST_FREE_FRACTION
    with opened(own_small.published, read_only=True) as connection:
        assert storage_version(connection) == STORAGE["storage_compatibility_version"]
        block_bytes = connection.execute(SIZE).fetchone()[1]
        assert str(block_bytes) == STORAGE["default_block_size"]


def test_what_is_copied_table_by_table_is_the_same_to_the_last_bit(own_small, monkeypatch):
    """The counterexample, too: copied as it is, the file has the blocks that nothing uses."""
    monkeypatch.setattr(used_blocks, "MOST_FREE_FRACTION", 1)
    built_again(own_small)
    assert free_fraction(own_small.published) > 0.25
    with attached(published=own_small.published) as connection:
        as_it_is = contents(connection, "published")
    monkeypatch.setattr(used_blocks, "MOST_FREE_FRACTION", -1)
    with open_working(own_small) as connection:
        publish(connection, own_small, small_tables(own_small), "again")
    with attached(published=own_small.published) as connection:
        assert contents(connection, "published").keys() == as_it_is.keys()
        copied = contents(connection, "published")
        varying = {name for name in copied if copied[name] != as_it_is[name]}
    assert varying <= {"meta.releases"}


def test_a_disk_that_refuses_the_copy_leaves_nothing_beside_the_last_release(
    own_small, monkeypatch
):
    monkeypatch.setattr(used_blocks, "MOST_FREE_FRACTION", -1)
    before = own_small.published.read_bytes()

    def full(*_):
        raise OSError("No space left on device")

    monkeypatch.setattr("pipeline.warehouse.publish._verified", full)
    with pytest.raises(OSError, match="No space"):
        built_again(own_small)
    assert own_small.published.read_bytes() == before
    assert [path.name for path in own_small.data.glob(".*")] == []
