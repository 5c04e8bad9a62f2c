"""What a rebuild beside the warehouse says if it cannot be made."""

import resource

import pytest

from pipeline.warehouse.rebuild import CannotRebuild, NoRoom, rebuild
from tests.small_project import small_tables


@pytest.mark.parametrize("size", [1_000, 40_000, 100_000])
def test_a_full_disk_blames_no_file_of_the_project(own_small, tmp_path, size):
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        with pytest.raises(NoRoom, match=f"the disk of {tmp_path} is full; free some space there"):
            rebuild(tmp_path / "new.duckdb", small_tables(own_small), 1, print)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_file_that_is_no_sql_any_more_is_named(own_small, tmp_path):
    tables = small_tables(own_small)
    path = own_small.seeds / "reference" / "assumptions.csv"
    path.write_text("no header of it\n")
    with pytest.raises(CannotRebuild, match=r"reference\.assumptions failed"):
        rebuild(tmp_path / "new.duckdb", tables, 1, print)
