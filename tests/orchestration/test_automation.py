"""The sensor rebuilds exactly what a changed file makes stale."""

import shutil

import dagster as dg
import pytest

from pipeline.orchestration.assets.publish import PUBLISHED
from pipeline.orchestration.assets.report import REPORT
from pipeline.orchestration.assets.tables import asset_key
from pipeline.orchestration.automation import changed_files
from pipeline.project.paths import Project
from pipeline.warehouse.working_file import open_working


@pytest.fixture
def project(own_project) -> Project:
    return own_project


def tick(project):
    with dg.build_sensor_context() as context:
        return changed_files(project)(context)


def test_nothing_changed_nothing_asked(project):
    assert tick(project).skip_message == "every table is what its files say"


def test_a_changed_seed_asks_for_all_that_reads_it_and_to_publish(project):
    path = project.seeds / "funding" / "valuations.csv"
    path.write_text(path.read_text().replace("2221000000", "2222000000"))
    request = tick(project)
    assert {key for key in request.asset_selection if key.path[0] != "audit"} == {
        asset_key("funding.valuations"),
        asset_key("core.valuations"),
        asset_key("growth.valuations"),
        PUBLISHED,
        REPORT,
    }
    assert asset_key("audit.figure_sources") in request.asset_selection
    assert "funding.valuations its file valuations.csv changed" in request.tags["neocloud/because"]


def test_the_same_change_is_asked_for_once(project):
    path = project.sql / "growth" / "valuations.sql"
    path.write_text("-- One row per valuation of a company.\n" + path.read_text())
    first, second = tick(project), tick(project)
    assert first.run_key == second.run_key
    path.write_text("-- One row per anything.\n" + path.read_text())
    assert tick(project).run_key != first.run_key


def test_an_empty_folder_asks_for_everything(project, tables):
    shutil.rmtree(project.data)
    assert (
        len(tick(project).asset_selection) == len(tables) + 2
    )  # the published file and the report


def test_a_working_file_in_use_is_left_alone(project):
    with open_working(project):
        assert "a run holds the working file" in tick(project).skip_message
