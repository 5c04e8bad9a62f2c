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


SOURCE, FINAL = dg.AssetKey(["source"]), dg.AssetKey(["final"])
ROWS = "rows that break holds"


def two_tables(is_made, holds):
    """A table with a check, and one made of it with another, as ``table_asset`` makes them."""

    @dg.asset(key=SOURCE, check_specs=[dg.AssetCheckSpec("holds", asset=SOURCE)])
    def source():
        if not is_made:
            raise dg.Failure("no such file", allow_retries=False)
        rows = dg.MetadataValue.table([dg.TableRecord({"price": "-1"})])
        metadata = {} if holds else {ROWS: rows}
        result = dg.AssetCheckResult(
            asset_key=SOURCE, check_name="holds", passed=holds, metadata=metadata
        )
        if not holds:
            yield result
            raise dg.Failure("broken", allow_retries=False)
        yield dg.MaterializeResult(check_results=[result])

    @dg.asset(key=FINAL, deps=[SOURCE], check_specs=[dg.AssetCheckSpec("agrees", asset=FINAL)])
    def final():
        result = dg.AssetCheckResult(asset_key=FINAL, check_name="agrees", passed=True)
        yield dg.MaterializeResult(check_results=[result])

    return [source, final]


def test_a_check_that_did_not_run_shows_what_it_found_last(tmp_path):
    own = settings(tmp_path)["event_log_storage"]
    keys = [dg.AssetCheckKey(SOURCE, "holds"), dg.AssetCheckKey(FINAL, "agrees")]
    with dg.instance_for_test(overrides={"event_log_storage": own}) as instance:

        def shown(is_made, holds):
            tables = two_tables(is_made, holds)
            dg.materialize(tables, instance=instance, raise_on_error=False)
            found = instance.event_log_storage.get_latest_asset_check_execution_by_key(keys)
            return [found[key].status.value if key in found else None for key in keys], found

        assert shown(is_made=False, holds=True)[0] == [None, None]
        statuses, found = shown(is_made=True, holds=False)
        assert statuses == ["FAILED", None]
        assert found[keys[0]].evaluation.metadata[ROWS].records[0].data == {"price": "-1"}
        assert shown(is_made=True, holds=True)[0] == ["SUCCEEDED", "SUCCEEDED"]
        assert shown(is_made=False, holds=True)[0] == ["SUCCEEDED", "SUCCEEDED"]
        assert shown(is_made=True, holds=False)[0] == ["FAILED", "SUCCEEDED"]
