"""What Dagster says of the published warehouse: late after a day, and what publishing moved."""

from datetime import UTC, datetime, timedelta

import dagster as dg
import pytest
from dagster._core.test_utils import create_test_daemon_workspace_context, freeze_time
from dagster._core.workspace.load_target import ModuleTarget
from dagster._daemon.freshness import FreshnessDaemon

from pipeline.definitions import definitions_of
from pipeline.orchestration.assets.publish import PUBLISHED
from pipeline.orchestration.assets.report import REPORT
from pipeline.orchestration.failures import failures_of
from tests.small_project import small_tables

BUILT = datetime(2026, 6, 1, 6, tzinfo=UTC)


HOURS = {1: "PASS", 24: "PASS", 26: "WARN", 48: "WARN", 50: "FAIL"}


def test_the_daemon_calls_it_late_then_stale():
    found = {}
    with dg.instance_for_test() as instance:
        with freeze_time(BUILT):
            instance.report_runless_asset_event(dg.AssetMaterialization(PUBLISHED))
        target = ModuleTarget("pipeline.definitions", None, None, "neocloud")
        with create_test_daemon_workspace_context(target, instance) as workspace:
            for hours in HOURS:
                with freeze_time(BUILT + timedelta(hours=hours)):
                    list(FreshnessDaemon().run_iteration(workspace))
                record = instance.get_freshness_state_records([PUBLISHED])[PUBLISHED]
                found[hours] = record.freshness_state.value
    assert found == HOURS


def test_only_what_readers_open_has_a_policy(own_project):
    graph = definitions_of(own_project).resolve_asset_graph()
    keys = graph.get_all_asset_keys()
    assert [key for key in keys if graph.get(key).freshness_policy] == [PUBLISHED]


FORMULA = "hosts.ram_gb * prices.value"


@pytest.fixture
def materialize(own_small):
    """Return a function that changes a SQL file and runs all of the small project in Dagster."""

    def run(place: str, old: str, new: str) -> dg.ExecuteInProcessResult:
        path = own_small.sql / place
        path.write_text(path.read_text().replace(old, new))
        defs = definitions_of(own_small, small_tables(own_small))
        keys = defs.resolve_asset_graph().get_all_asset_keys() - {REPORT}
        with dg.DagsterInstance.ephemeral() as instance:
            return defs.resolve_job_def("build_all").execute_in_process(
                instance=instance, asset_selection=sorted(keys), raise_on_error=False
            )

    return run


def test_a_run_that_nobody_answers_publishes_what_moved_and_shows_it(materialize):
    result = materialize("cost/host_prices.sql", FORMULA, f"{FORMULA} + prices.value")
    assert result.success
    (shown,) = result.asset_materializations_for_node("published__warehouse")
    moved = shown.metadata["moved by more than facts"].value
    assert moved[2] == (
        "cost.host_prices: ram_usd_per_hour moved in 2 rows, the most from 0.020000 to 0.025000"
    )


def test_a_run_that_nobody_answers_drops_no_name_that_readers_know(materialize, own_small):
    before = own_small.published.read_bytes()
    renamed = "priced.ram_usd_per_hour as host_usd_per_hour,"
    result = materialize("cost/host_prices.sql", "priced.ram_usd_per_hour,  --", f"{renamed}  --")
    assert not result.success
    (failed,) = failures_of(result.all_events)
    assert failed.what == "published.warehouse"
    assert "cost.host_prices: column ram_usd_per_hour is gone" in failed.reason
    assert own_small.published.read_bytes() == before
