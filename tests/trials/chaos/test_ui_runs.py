"""Runs of the UI and of the command line together: they wait for each other, and none is lost."""

import json
import os
import shutil
import signal
import time

import pytest
from dagster import DagsterRunStatus
from dagster_graphql import DagsterGraphQLClient, DagsterGraphQLClientError

from pipeline.orchestration.instance.home import MONITORED_EVERY_SECONDS
from pipeline.project.paths import Project
from pipeline.warehouse.run_lock import run_lock
from tests.trials.chaos.arena import contents, release_of, start_command
from tests.trials.served_ui import served_ui

PATIENCE_SECONDS = 90
# Dagster calls its own client of GraphQL in a way that the client is about to give up.
pytestmark = pytest.mark.filterwarnings("ignore:Using variable_values:DeprecationWarning")


def eventually(ask, wanted):
    """Ask until the answer is ``wanted``, with a bound on the time; return the last answer."""
    end = time.monotonic() + PATIENCE_SECONDS
    while (answer := ask()) != wanted and time.monotonic() < end:
        time.sleep(0.2)
    return answer


@pytest.fixture
def project(built, tmp_path) -> Project:
    """The whole project, with its output in a folder of its own."""
    shutil.copytree(built.data, tmp_path / "data")
    return Project(built.root, tmp_path / "data")


@pytest.fixture
def ui(project):
    """A client of the UI, once it has loaded the definitions."""
    with served_ui(project) as address:
        port = int(address.rpartition(":")[2])
        assert eventually(lambda: client_of(port) is not None, True)
        yield client_of(port)


def client_of(port):
    try:
        client = DagsterGraphQLClient("127.0.0.1", port_number=port)
        client._get_repo_locations_and_names_with_pipeline("build_all")
    except (DagsterGraphQLClientError, OSError):
        return None
    return client


def launch(ui):
    return ui.submit_job_execution(
        "build_all", repository_location_name="neocloud", repository_name="__repository__"
    )


def owner(project):
    """Return the run that holds the lock, and its process."""
    try:
        note = json.loads(project.run_lock.with_suffix(".json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None, None
    return note["run_id"], note["process_id"]


def test_runs_of_the_ui_and_the_command_line_wait_and_none_is_lost(project, ui):
    good = contents(project.published)

    # Two builds and a run of the UI at once: one works, the others wait and say for whom.
    before = set(project.releases.iterdir())
    builds = [
        start_command(project, "build", "--select", "key:market/risk_factors") for _ in range(2)
    ]
    run_id = launch(ui)
    said = [build.communicate()[1] for build in builds]
    assert [build.returncode for build in builds] == [0, 0], said
    assert eventually(lambda: ui.get_run_status(run_id), DagsterRunStatus.SUCCESS) == (
        DagsterRunStatus.SUCCESS
    )
    assert len(set(project.releases.iterdir()) - before) == 3
    assert contents(project.published) == good
    assert any("waiting for run " in words for words in said)

    # A run of the UI whose process is killed is marked failed by run monitoring.
    release, killed = release_of(project.published), launch(ui)
    assert eventually(lambda: owner(project)[0], killed) == killed
    os.kill(owner(project)[1], signal.SIGKILL)
    assert MONITORED_EVERY_SECONDS < PATIENCE_SECONDS
    assert eventually(lambda: ui.get_run_status(killed), DagsterRunStatus.FAILURE) == (
        DagsterRunStatus.FAILURE
    )
    assert contents(project.published) == good
    assert release_of(project.published) >= release

    # A waiting run of the UI can be stopped, and a build after it works.
    with run_lock(project.run_lock, "the test", print):
        waiting = launch(ui)
        assert eventually(lambda: ui.get_run_status(waiting), DagsterRunStatus.STARTED) == (
            DagsterRunStatus.STARTED
        )
        ui.terminate_run(waiting)
        assert eventually(lambda: ui.get_run_status(waiting), DagsterRunStatus.CANCELED) == (
            DagsterRunStatus.CANCELED
        )
    last = start_command(project, "build", "--select", "key:market/risk_factors")
    assert (last.communicate(), last.returncode)[1] == 0
    assert contents(project.published) == good
