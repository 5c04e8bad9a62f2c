"""The sensor asks for what readers do not see, whatever was built before, until they see it."""

import shutil
from datetime import UTC, datetime, timedelta

import dagster as dg
import pytest

from pipeline.orchestration.assets.publish import PUBLISHED
from pipeline.orchestration.assets.report import REPORT
from pipeline.orchestration.assets.tables import asset_key
from pipeline.orchestration.changed_files import (
    FIRST_PAUSE_SECONDS,
    LONGEST_PAUSE_SECONDS,
    NAME,
    SENSOR_TAG,
    WANTED,
    changed_files,
    waiting_for,
)
from pipeline.project.paths import Project
from pipeline.readers.report.write import default_path
from pipeline.warehouse import catalog
from pipeline.warehouse.releases import live_release
from pipeline.warehouse.working_file import open_working
from tests.small_project import SEEDS, build_all, small_tables

CHANGED = {
    asset_key("pricing.instance_recipes"),
    asset_key("core.hosts"),
    asset_key("cost.host_prices"),
    asset_key("audit.figure_sources"),
}


@pytest.fixture
def project(own_small, monkeypatch) -> Project:
    """A small project whose readers see what its files say, the report included."""
    monkeypatch.setattr(catalog, "seed_classes", lambda: SEEDS)
    write_report(own_small)
    return own_small


@pytest.fixture
def instance():
    with dg.DagsterInstance.ephemeral() as instance:
        yield instance


@pytest.fixture
def tick(project, instance):
    """A look of the sensor, as Dagster knew the project when it loaded it."""
    sensor = changed_files(project, small_tables(project))

    def look() -> dg.RunRequest | dg.SkipReason:
        with dg.build_sensor_context(instance=instance) as context:
            return sensor(context)

    return look


def write_report(project):
    """Leave of the report what says which release it is of: the small project has no charts."""
    page = f'<meta name="release" content="{live_release(project)}">'
    default_path(project).write_text(page)


def change(project, old, new):
    path = project.seeds / "pricing" / "instance_recipes.csv"
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))


def test_nothing_differs_nothing_asked(tick):
    assert tick().skip_message == "readers see what the files say"


def test_a_changed_seed_asks_for_all_that_reads_it_and_to_publish(project, tick):
    change(project, "min_host,1,1,4", "min_host,1,1,8")
    request = tick()
    built = {key for key in request.asset_selection if key.path[0] != "audit"}
    assert {PUBLISHED, REPORT} <= built <= CHANGED | {PUBLISHED, REPORT}
    assert "instance_recipes its file instance_recipes.csv" in request.tags["neocloud/because"]


def test_a_state_that_was_built_before_is_built_again(project, tick):
    for old, new in (("4", "8"), ("8", "4"), ("4", "8")):
        change(project, f"min_host,1,1,{old}", f"min_host,1,1,{new}")
        assert isinstance(tick(), dg.RunRequest)
        build_all(project)
        write_report(project)
        assert isinstance(tick(), dg.SkipReason)


def test_what_a_job_built_and_did_not_publish_is_published(project, tick):
    shutil.copy(project.published, project.data / "before")
    change(project, "min_host,1,1,4", "min_host,1,1,8")
    build_all(project)
    shutil.copy(project.data / "before", project.published)
    assert tick().asset_selection == [PUBLISHED, REPORT]


def test_a_report_left_a_release_behind_is_made_again(project, tick):
    default_path(project).write_text('<meta name="release" content="20200101T000000Z-0">')
    request = tick()
    assert request.asset_selection == [PUBLISHED, REPORT]
    assert request.tags["neocloud/because"] == "the report is of another release"


def test_a_table_that_no_file_makes_any_more_is_unpublished(project, tick):
    (project.sql / "audit" / "document_prices.sql").unlink()
    assert "audit.document_prices is made by no file" in tick().tags["neocloud/because"]


def test_a_new_table_waits_until_dagster_knows_it(project, tick):
    text = (project.sql / "core" / "hosts.sql").read_text()
    (project.sql / "core" / "more_hosts.sql").write_text(text)
    (project.sql / "checks" / "core" / "more_hosts__x.sql").unlink(missing_ok=True)
    assert tick().skip_message == "reload the definitions first: core.more_hosts is new"


def test_an_empty_folder_asks_for_everything(project, tick):
    shutil.rmtree(project.data)
    assert len(tick().asset_selection) == len(small_tables(project)) + 2


def test_a_working_file_in_use_is_left_alone(project, tick):
    change(project, "min_host,1,1,4", "min_host,1,1,8")
    with open_working(project):
        assert "a run holds the working file" in tick().skip_message


def test_a_damaged_working_file_is_made_anew(project, tick):
    change(project, "min_host,1,1,4", "min_host,1,1,8")
    project.working.write_bytes(b"no database")
    assert len(tick().asset_selection) == len(small_tables(project)) + 2


def a_run(instance, wanted, status):
    run = dg.DagsterRun(
        "any", status=dg.DagsterRunStatus.STARTING, tags={SENSOR_TAG: NAME, WANTED: wanted}
    )
    instance.add_run(run)
    ended = {
        dg.DagsterRunStatus.FAILURE: instance.report_run_failed,
        dg.DagsterRunStatus.CANCELED: instance.report_run_canceled,
    }
    if status in ended:
        ended[status](run)
    return run


def now():
    return datetime.now(UTC).timestamp()


def test_a_run_under_way_is_waited_for(project, tick, instance):
    change(project, "min_host,1,1,4", "min_host,1,1,8")
    run = a_run(instance, "any", dg.DagsterRunStatus.STARTING)
    assert tick().skip_message == f"run {run.run_id} is under way"


@pytest.mark.parametrize("status", [dg.DagsterRunStatus.FAILURE, dg.DagsterRunStatus.CANCELED])
def test_a_run_that_ended_badly_is_tried_again_after_a_growing_pause(instance, status):
    pauses = (30, 60, 120, 240, 480, 960, 1920, 3600, 3600)
    assert (pauses[0], pauses[-1]) == (FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS)
    for pause in pauses:
        a_run(instance, "y", status)
        assert f"ended ({status.value.lower()})" in waiting_for(instance, "y", now() + pause - 5)
        assert waiting_for(instance, "y", now() + pause) is None


def test_another_state_of_the_files_waits_for_nothing(instance):
    a_run(instance, "y", dg.DagsterRunStatus.FAILURE)
    assert waiting_for(instance, "x", now()) is None


def test_a_clock_put_back_a_year_delays_nothing(instance):
    a_run(instance, "y", dg.DagsterRunStatus.FAILURE)
    assert waiting_for(instance, "y", now() - timedelta(days=365).total_seconds()) is None
