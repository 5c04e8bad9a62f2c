"""Dagster calls the published warehouse late after a day, stale after two."""

from datetime import UTC, datetime, timedelta

import dagster as dg
from dagster._core.test_utils import create_test_daemon_workspace_context, freeze_time
from dagster._core.workspace.load_target import ModuleTarget
from dagster._daemon.freshness import FreshnessDaemon

from pipeline.definitions import definitions_of
from pipeline.orchestration.assets.publish import PUBLISHED

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
