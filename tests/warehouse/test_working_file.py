"""The file that runs write is in a format that the readers' DuckDB can open."""

import duckdb
import pytest

from pipeline.project.paths import Project
from pipeline.project.queries import opened
from pipeline.warehouse.working_file import STORAGE, open_working, storage_version


def version_of(path) -> str:
    with duckdb.connect(str(path), read_only=True) as connection:
        return storage_version(connection)


def test_the_published_file_opens_from_duckdb_1_2_on(built):
    assert version_of(built.published) == "v1.2.0"


@pytest.mark.parametrize("version", ["v1.5.0", "v2.0.0"])
def test_a_working_file_of_another_format_is_made_anew(tmp_path, version):
    project = Project(tmp_path, tmp_path / "data")
    project.working.parent.mkdir(parents=True)
    with opened(project.working, STORAGE | {"storage_compatibility_version": version}) as older:
        older.execute("create table left_over (i integer)")
    said = []
    with open_working(project, said.append) as connection:
        tables = connection.execute("select table_name from duckdb_tables()").fetchall()
    assert ("left_over",) not in tables
    assert said == ["the working file is in another storage format than new ones; it is made anew"]
    assert version_of(project.working) == "v1.2.0"
