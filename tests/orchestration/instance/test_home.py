"""Dagster's home is set up at every start, so that a home of an earlier version mends itself."""

import dagster as dg
import pytest
import yaml
from dagster._check import CheckError

from pipeline.orchestration.instance.event_log import PooledSqliteEventLogStorage
from pipeline.orchestration.instance.home import prepare_home
from pipeline.orchestration.instance.run_workers import LocalRunLauncher
from pipeline.project.paths import Project

# Where the modules that Dagster loads by name were, before there were rooms.
MOVED = {
    "pipeline.orchestration.instance.event_log": "pipeline.event_log",
    "pipeline.orchestration.instance.run_workers": "pipeline.run_workers",
}


@pytest.fixture
def project(tmp_path, monkeypatch) -> Project:
    monkeypatch.setenv("DAGSTER_HOME", "")  # so that what is set is taken back
    return Project(tmp_path, tmp_path / "data")


def test_telemetry_and_sign_up_are_off(project):
    settings = yaml.safe_load((prepare_home(project) / "dagster.yaml").read_text())
    assert settings["telemetry"] == settings["nux"] == {"enabled": False}
    assert settings["run_monitoring"]["enabled"]


def test_a_home_that_names_moved_modules_mends_itself_and_keeps_its_runs(project):
    path = prepare_home(project) / "dagster.yaml"
    now = path.read_text()
    with dg.DagsterInstance.get() as instance:
        run = dg.materialize([kept], instance=instance)
    old = now
    for module, earlier in MOVED.items():
        old = old.replace(module, earlier)
    assert old.count("module: pipeline.") == len(MOVED)
    path.write_text(old)
    with pytest.raises(CheckError, match="Couldn't import module pipeline"):
        dg.DagsterInstance.get()
    prepare_home(project)
    assert path.read_text() == now
    with dg.DagsterInstance.get() as instance:
        assert instance.get_run_by_id(run.run_id).is_success
        assert isinstance(instance.event_log_storage, PooledSqliteEventLogStorage)
        assert isinstance(instance.run_launcher, LocalRunLauncher)


@dg.asset
def kept():
    """Nothing but the record of its making."""
