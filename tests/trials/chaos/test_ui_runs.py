"""Runs of the UI, of its sensor and of the command line: they wait, and none is lost.

One UI of a small project serves both trials, its daemon beside it.
"""

import json
import os
import shutil
import signal
import time

import dagster as dg
import duckdb
import pytest
from dagster import DagsterRunStatus

from pipeline.orchestration import changed_files
from pipeline.orchestration.instance.home import MONITORED_EVERY_SECONDS
from pipeline.project.paths import Project, release_id_of
from pipeline.warehouse.run_lock import run_lock
from tests.small_project import copy_files
from tests.trials.chaos.arena import contents, release_of, start_command
from tests.trials.chaos.ui_client import (
    PATIENCE_SECONDS,
    client_of,
    eventually,
    launch,
    sensor_on,
)
from tests.trials.resilience import record
from tests.trials.served_ui import SMALL, served_ui

ASKED = "select ram_gb from pricing.instance_recipes where recipe_id = 'min_host'"
KILLS = int(os.environ.get("NEOCLOUD_KILLS", "10"))
PART = ("build", "--select", "key:pricing/instance_recipes")
# Dagster calls its own client of GraphQL in a way that the client is about to give up.
pytestmark = pytest.mark.filterwarnings("ignore:Using variable_values:DeprecationWarning")


@pytest.fixture(scope="module")
def project(small, tmp_path_factory) -> Project:
    """A small project, built and published, that both trials leave as it was."""
    root = tmp_path_factory.mktemp("small_ui")
    copy_files(root)
    shutil.copytree(small.data, root / "data")
    return Project(root, root / "data")


@pytest.fixture(scope="module")
def ui(project):
    """A client of the UI, once it has loaded the definitions."""
    with served_ui(project, command=SMALL) as address:
        assert eventually(lambda: client_of(address) is not None, True), log(project)
        yield client_of(address)


@pytest.fixture
def instance(project, ui, monkeypatch):
    """Where the runs of the project are kept."""
    monkeypatch.setenv("DAGSTER_HOME", str(project.dagster_home))
    with dg.DagsterInstance.get() as instance:
        yield instance


def log(project):
    return (project.data / "ui.log").read_text()[-3000:]


def owner(project):
    """Return the run that holds the lock, and its process."""
    try:
        note = json.loads(project.run_lock.with_suffix(".json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None, None
    return note["run_id"], note["process_id"]


def becomes(ui, run_id, status):
    return eventually(lambda: ui.get_run_status(run_id), status) == status


def test_runs_of_the_ui_and_the_command_line_wait_and_none_is_lost(project, ui):
    good = contents(project.published)

    # Two builds and a run of the UI at once: one works, the others wait and say for whom.
    before = release_of(project.published)
    with run_lock(project.run_lock, "the test", print):
        builds = [start_command(project, *PART, command=SMALL) for _ in range(2)]
        run_id = launch(ui)
        assert all("waiting for run the test" in build.stderr.readline() for build in builds)
        assert becomes(ui, run_id, DagsterRunStatus.STARTED), log(project)
    said = [build.communicate()[1] for build in builds]
    assert [build.returncode for build in builds] == [0, 0], said
    assert becomes(ui, run_id, DagsterRunStatus.SUCCESS), log(project)
    kept = map(release_id_of, project.kept_releases())
    assert len([release for release in kept if release > before]) == 3
    assert contents(project.published) == good

    # A run of the UI whose process is killed is marked failed by run monitoring.
    release, killed = release_of(project.published), killed_at_work(project, ui)
    assert MONITORED_EVERY_SECONDS < PATIENCE_SECONDS
    assert becomes(ui, killed, DagsterRunStatus.FAILURE), log(project)
    assert contents(project.published) == good
    assert release_of(project.published) >= release

    # A waiting run of the UI can be stopped, and a build after it works.
    with run_lock(project.run_lock, "the test", print):
        waiting = launch(ui)
        assert becomes(ui, waiting, DagsterRunStatus.STARTED), log(project)
        ui.terminate_run(waiting)
        assert becomes(ui, waiting, DagsterRunStatus.CANCELED), log(project)
    last = start_command(project, *PART, command=SMALL)
    assert (last.communicate(), last.returncode)[1] == 0
    assert contents(project.published) == good


def killed_at_work(project, ui):
    """Launch a run, kill its process while it holds the lock, and return the run."""
    for _ in range(10):
        run_id, end = launch(ui), time.monotonic() + PATIENCE_SECONDS
        while (held := owner(project))[0] != run_id and time.monotonic() < end:
            time.sleep(0.01)
        if held[0] != run_id:
            continue
        os.kill(held[1], signal.SIGSTOP)  # so that it does not end just now
        if owner(project) == held:
            os.kill(held[1], signal.SIGKILL)
            return run_id
        os.kill(held[1], signal.SIGCONT)
    raise AssertionError(log(project))


def write(project, gigabytes):
    """Write a state of the seed: the least host has so much memory."""
    path = project.seeds / "pricing" / "instance_recipes.csv"
    lines = path.read_text().splitlines(keepends=True)
    (place,) = (i for i, line in enumerate(lines) if line.startswith("min_host,1,1,"))
    lines[place] = f"min_host,1,1,{gigabytes},{lines[place].split(',', 4)[4]}"
    path.write_text("".join(lines))


def seen(project):
    """Return what readers see of it."""
    with duckdb.connect(str(project.published), read_only=True) as connection:
        return int(connection.execute(ASKED).fetchone()[0])


def under_way(instance):
    tags = {changed_files.SENSOR_TAG: changed_files.NAME}
    return [
        run.run_id for run in instance.get_runs(dg.RunsFilter(tags=tags)) if not run.is_finished
    ]


@pytest.fixture
def sensor(project, ui, instance):
    """The sensor, on for one trial: left on, it would publish between what the other counts."""
    with sensor_on(ui):
        yield
    assert eventually(lambda: under_way(instance), []) == [], log(project)


@pytest.mark.usefixtures("sensor")
def test_readers_see_the_last_state_and_a_cancelled_run_is_tried_again(project, ui, instance):
    """The sensor under a real daemon: readers see what the files say, whatever happened before."""
    states = (8, 4, 8) if KILLS > 100 else (8,)  # `make chaos`: to and fro
    for state in states:  # the files begin with 4
        write(project, state)
        assert eventually(lambda: seen(project), state) == state, log(project)

    # A run that waits for another is cancelled; the next look starts a second.
    with run_lock(project.run_lock, "the test", print):
        write(project, 4)
        assert eventually(lambda: len(under_way(instance)), 1) == 1, log(project)
        (first,) = under_way(instance)
        assert becomes(ui, first, DagsterRunStatus.STARTED), log(project)
        ui.terminate_run(first)
        assert becomes(ui, first, DagsterRunStatus.CANCELED), log(project)
    assert eventually(lambda: seen(project), 4) == 4, log(project)
    assert ui.get_run_status(first) == DagsterRunStatus.CANCELED
    record("sensor_states", len(states) + 1, "states of a seed that the sensor brought to readers")
