"""The sensor under a real daemon: readers see what the files say, whatever happened before."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

import dagster as dg
import duckdb
import pytest
import yaml

from pipeline.orchestration import changed_files
from pipeline.orchestration.instance.home import WORKSPACE, prepare_home
from pipeline.warehouse.run_lock import run_lock
from tests.conftest import ROOT, places
from tests.trials.resilience import record

PATIENCE_SECONDS = 150
ASKED = "select ram_gb from pricing.instance_recipes where recipe_id = 'min_host'"


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


def eventually(ask, wanted):
    """Ask until the answer is ``wanted``, with a bound on the time; return the last answer."""
    end = time.monotonic() + PATIENCE_SECONDS
    while (answer := ask()) != wanted and time.monotonic() < end:
        time.sleep(0.5)
    return answer


@contextmanager
def daemon(project):
    """Run Dagster's daemon over a small project, its sensor on; yield the instance."""
    home = prepare_home(project)
    code = {"module_name": "tests.small_project.definitions", "location_name": "neocloud"}
    (home / WORKSPACE).write_text(yaml.safe_dump({"load_from": [{"python_module": code}]}))
    own = places(project.root) | {"PYTHONPATH": str(ROOT), "DAGSTER_HOME": str(home)}
    command = [sys.executable, "-m", "dagster._daemon", "run", "-w", str(home / WORKSPACE)]
    start = ["sensor", "start", changed_files.NAME, "-w", str(home / WORKSPACE)]
    subprocess.run(
        [sys.executable, "-m", "dagster", *start, "-l", "neocloud"],
        env=os.environ | own,
        check=True,
        capture_output=True,
        timeout=PATIENCE_SECONDS,
    )
    with (project.data / "daemon.log").open("w") as log, dg.DagsterInstance.get() as instance:
        process = subprocess.Popen(
            command, env=os.environ | own, stdout=log, stderr=log, start_new_session=True
        )
        try:
            yield instance
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(60)


@pytest.fixture
def project(own_small, monkeypatch):
    monkeypatch.setenv("DAGSTER_HOME", "")  # so that what is set is taken back
    return own_small


def test_readers_see_the_last_state_and_a_cancelled_run_is_tried_again(project):
    states = (8, 4, 8)
    with daemon(project) as instance:
        for state in states:  # the files begin with 4
            write(project, state)
            assert eventually(lambda: seen(project), state) == state, log(project)

        # A run that waits for another is cancelled; the next look starts a second.
        with run_lock(project.run_lock, "the test", print):
            write(project, 4)
            (first,) = eventually(lambda: len(under_way(instance)), 1) and under_way(instance)
            process = eventually(lambda: bool(started(instance, first)), True)
            assert process, log(project)
            instance.run_launcher.terminate(first)
            instance.report_run_canceled(instance.get_run_by_id(first))
        assert eventually(lambda: seen(project), 4) == 4, log(project)
        assert instance.get_run_by_id(first).status == dg.DagsterRunStatus.CANCELED
    record("sensor_states", len(states) + 1, "states of a seed that the sensor brought to readers")


def under_way(instance):
    tags = {changed_files.SENSOR_TAG: changed_files.NAME}
    return [
        run.run_id for run in instance.get_runs(dg.RunsFilter(tags=tags)) if not run.is_finished
    ]


def started(instance, run_id):
    return instance.get_run_by_id(run_id).status == dg.DagsterRunStatus.STARTED


def log(project):
    return (project.data / "daemon.log").read_text()[-3000:]
