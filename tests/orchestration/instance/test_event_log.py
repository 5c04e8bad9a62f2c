"""The pooled event log keeps what Dagster's own keeps, in the same file format."""

import dagster as dg
import pytest
from dagster._core.storage.event_log import ConsolidatedSqliteEventLogStorage

from pipeline.orchestration.instance.event_log import PooledSqliteEventLogStorage
from pipeline.orchestration.instance.home import settings

KEY = dg.AssetKey(["a"])


@dg.asset(key=KEY, check_specs=[dg.AssetCheckSpec("holds", asset=KEY)])
def noted():
    check = dg.AssetCheckResult(check_name="holds", passed=True)
    yield dg.MaterializeResult(metadata={"rows": 3}, check_results=[check])


def materialise(home, storage):
    """Run the asset on an instance with the storage; return the kinds of its events."""
    own = settings(home)["event_log_storage"]
    chosen = own | {"module": storage.__module__, "class": storage.__name__}
    with dg.instance_for_test(overrides={"event_log_storage": chosen}) as instance:
        run = dg.materialize([noted], instance=instance)
        assert type(instance.event_log_storage) is storage
        last = instance.get_latest_materialization_event(KEY)
        assert last.asset_materialization.metadata["rows"].value == 3
        return [event.dagster_event.event_type for event in instance.all_logs(run.run_id)]


@pytest.mark.filterwarnings("ignore::dagster.SupersessionWarning")
def test_the_same_events_are_kept_in_the_same_order(tmp_path):
    pooled = materialise(tmp_path / "pooled", PooledSqliteEventLogStorage)
    own = materialise(tmp_path / "own", ConsolidatedSqliteEventLogStorage)
    assert pooled == own
    assert len(pooled) > 8


def test_what_it_wrote_dagsters_own_reads(tmp_path):
    events = materialise(tmp_path, PooledSqliteEventLogStorage)
    reader = ConsolidatedSqliteEventLogStorage(str(tmp_path / "events"))
    (run_id,) = {
        record.event_log_entry.run_id
        for record in reader.get_event_records(
            dg.EventRecordsFilter(dg.DagsterEventType.ASSET_MATERIALIZATION)
        )
    }
    assert len(reader.get_logs_for_run(run_id)) == len(events)


def test_one_process_keeps_one_engine(tmp_path):
    storage = PooledSqliteEventLogStorage(str(tmp_path))
    engines = set()
    for _ in range(3):
        with storage.index_connection() as connection:
            engines.add(id(connection.engine))
            (mode,) = connection.exec_driver_sql("pragma journal_mode").fetchone()
            (synchronous,) = connection.exec_driver_sql("pragma synchronous").fetchone()
    assert (len(engines), mode, synchronous) == (1, "wal", 1)
    storage.dispose()
