"""Dagster's log stays within the setting, and keeps what tells of the present."""

import dagster as dg
import pytest

from pipeline.orchestration.instance.event_log import PooledSqliteEventLogStorage
from pipeline.orchestration.instance.home import prepare_home
from pipeline.orchestration.instance.kept_runs import forget_old_runs, runs_kept
from pipeline.project.paths import Project


@pytest.fixture
def instance(tmp_path, monkeypatch):
    monkeypatch.setenv("DAGSTER_HOME", "")  # so that what is set is taken back
    monkeypatch.setenv("NEOCLOUD_RUNS_KEPT", "3")
    prepare_home(Project(tmp_path, tmp_path / "data"))
    with dg.DagsterInstance.get() as instance:
        yield instance


@dg.asset(check_specs=[dg.AssetCheckSpec("holds", asset="often")])
def often():
    yield dg.MaterializeResult(check_results=[dg.AssetCheckResult(passed=True)])


@dg.asset
def seldom():
    print("written by seldom")


def run(instance, asset):
    return dg.materialize([asset], instance=instance).run_id


def test_runs_beyond_the_setting_are_forgotten_whole(instance, tmp_path):
    made = [run(instance, often) for _ in range(6)]
    assert forget_old_runs(instance) == made[:3][::-1]
    assert [r.run_id for r in instance.get_runs()] == made[3:][::-1]
    assert isinstance(instance.event_log_storage, PooledSqliteEventLogStorage)
    for run_id in made[:3]:
        assert instance.all_logs(run_id) == []
        assert not (tmp_path / "data" / "dagster" / "storage" / run_id).exists()
    checks = instance.event_log_storage.get_asset_check_execution_history(
        dg.AssetCheckKey(often.key, "holds"), limit=10
    )
    assert [check.run_id for check in checks] == made[3:][::-1]
    assert forget_old_runs(instance) == []


def test_the_run_that_made_what_an_asset_is_stays(instance):
    first = run(instance, seldom)
    later = [run(instance, often) for _ in range(5)]
    assert forget_old_runs(instance) == later[:2][::-1]
    assert instance.get_latest_materialization_event(seldom.key).run_id == first


def test_a_run_under_way_stays(instance):
    waiting = dg.DagsterRun("any", status=dg.DagsterRunStatus.STARTING)
    instance.add_run(waiting)
    for _ in range(4):
        run(instance, often)
    forget_old_runs(instance)
    assert instance.get_run_by_id(waiting.run_id)


def test_the_log_stays_as_large_as_what_it_keeps(instance, tmp_path):
    log = tmp_path / "data" / "dagster" / "events" / "event_log.db"
    sizes = []
    for _ in range(3):
        for _ in range(4):
            run(instance, often)
        forget_old_runs(instance)
        with instance.event_log_storage.index_connection() as connection:
            connection.exec_driver_sql("pragma wal_checkpoint(truncate)")
        sizes.append(log.stat().st_size)
    assert sizes[-1] == sizes[1]


@pytest.mark.parametrize("text", ["0", "-1", "many", "1.5", ""])
def test_a_wrong_setting_is_named(monkeypatch, text):
    monkeypatch.setenv("NEOCLOUD_RUNS_KEPT", text)
    with pytest.raises(ValueError, match="NEOCLOUD_RUNS_KEPT must be a whole number from 1"):
        runs_kept()


def test_thirty_are_kept_unless_somebody_says_otherwise(monkeypatch):
    monkeypatch.delenv("NEOCLOUD_RUNS_KEPT", raising=False)
    assert runs_kept() == 30
