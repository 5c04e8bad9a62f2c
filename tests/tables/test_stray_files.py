"""A folder that is no checkout is named as such, before any single file in it is."""

import pytest

from pipeline.project.bad_input import BadInput
from pipeline.project.paths import Project
from pipeline.tables.stray_files import refuse_files_without_use
from tests.small_project import SEEDS


def test_a_folder_without_seeds_and_sql_is_no_checkout(tmp_path):
    with pytest.raises(BadInput, match="holds neither seeds/ nor sql/: neocloud runs from a check"):
        refuse_files_without_use(Project(tmp_path, tmp_path / "data"), SEEDS)
