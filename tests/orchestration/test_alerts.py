"""People hear of a run that fails and of data that grow old, with the reason."""

import json
import logging
import shutil
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import dagster as dg
import pytest
from dagster._core.definitions.freshness import FreshnessState, FreshnessStateChange

from pipeline.definitions import definitions_of
from pipeline.orchestration.alerts import (
    AlertNotSent,
    alert,
    failed_runs,
    failure_text,
    stale_warehouse,
)
from pipeline.orchestration.assets.publish import PUBLISHED

LOG = logging.getLogger("test")


class Webhook(HTTPServer):
    """A webhook on this machine; answers with the codes it is given, then with 200."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.messages, self.codes = [], []
        self.url = f"http://127.0.0.1:{self.server_port}/secret"


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        code = self.server.codes.pop(0) if self.server.codes else 200
        if code == 200:
            self.server.messages.append((self.headers["Content-Type"], json.loads(body)))
        self.send_response(code)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *arguments):
        """Keep the terminal quiet."""


@pytest.fixture
def webhook(monkeypatch):
    with Webhook() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        monkeypatch.setenv("NEOCLOUD_ALERT_WEBHOOK", server.url)
        yield server
        server.shutdown()
        thread.join(timeout=60)


@pytest.fixture
def instance():
    with dg.instance_for_test() as instance:
        yield instance


def tick(sensor, instance, cursor=None):
    with dg.build_sensor_context(instance=instance, cursor=cursor) as context:
        return sensor.evaluate_tick(context)


def test_a_run_that_really_fails_is_told_with_step_and_place(own_project, instance, webhook):
    path = own_project.seeds / "market" / "risk_factors.csv"
    lines = path.read_text().splitlines()
    path.write_text("\n".join([lines[0], lines[1].replace("tf_securities", "no_such"), *lines[2:]]))
    sensor = failed_runs()
    begun = tick(sensor, instance)
    result = (
        definitions_of(own_project)
        .resolve_job_def("build_all")
        .execute_in_process(
            instance=instance,
            asset_selection=[dg.AssetKey(["market", "risk_factors"])],
            raise_on_error=False,
            tags={"neocloud/started_by": "neocloud build"},
        )
    )
    assert not result.success
    told = tick(sensor, instance, begun.cursor)
    ((kind, message),) = webhook.messages
    first, reason, last = message["text"].splitlines()
    assert kind == "application/json"
    assert first == (f"Neocloud: run {result.run_id} failed (build_all, started by neocloud build)")
    assert reason.startswith(
        "market.risk_factors: seeds/market/risk_factors.csv:2 source_id: 'no_such_2023_06_20'"
    )
    assert last == "readers keep the last release"
    tick(sensor, instance, told.cursor)
    assert len(webhook.messages) == 1


def test_a_run_that_somebody_stopped_blames_no_table():
    @dg.asset(key=["core", "hosts"])
    def stopped():
        raise KeyboardInterrupt

    with dg.DagsterInstance.ephemeral() as instance:
        result = dg.materialize([stopped], instance=instance, raise_on_error=False)
        (failure,) = [event for event in result.all_events if event.is_step_failure]
        run = instance.get_run_by_id(result.run_id)
    assert failure_text(run, "it ended", [failure]).splitlines()[1:] == [
        "it was stopped while it made core.hosts; no table is at fault",
        "readers keep the last release",
    ]


def report_freshness(instance, old, new):
    change = FreshnessStateChange(
        key=PUBLISHED, new_state=new, previous_state=old, state_change_timestamp=1.0
    )
    instance._report_runless_asset_event(change)


def test_each_change_of_freshness_is_told_once(instance, webhook):
    sensor, cursor, texts = stale_warehouse(), None, []
    known = FreshnessState
    for old, new in [
        (known.UNKNOWN, known.PASS),
        (known.PASS, known.WARN),
        (known.WARN, known.FAIL),
        (known.FAIL, known.PASS),
    ]:
        report_freshness(instance, old, new)
        for _ in range(2):
            cursor = tick(sensor, instance, cursor).cursor or cursor
        texts.append([message["text"] for _, message in webhook.messages])
    assert texts[0] == []
    assert texts[-1] == [
        "Neocloud: the published warehouse is late: its last release is more than a day old",
        "Neocloud: the published warehouse is stale: its last release is more than two days old",
        "Neocloud: the published warehouse is fresh again",
    ]


def test_what_was_never_built_is_not_called_stale(instance, webhook):
    assert "UNKNOWN" in tick(stale_warehouse(), instance).skip_message
    assert webhook.messages == []


def test_a_webhook_that_fails_for_a_moment_is_tried_again(webhook):
    webhook.codes = [503]
    alert("hello", LOG)
    assert webhook.messages == [("application/json", {"text": "hello"})]


def test_a_webhook_that_refuses_is_an_error_that_keeps_the_address_secret(webhook):
    webhook.codes = [404]
    with pytest.raises(AlertNotSent, match=r"^NEOCLOUD_ALERT_WEBHOOK answered 404$"):
        alert("hello", LOG)


def test_a_webhook_that_is_not_there_is_an_error_that_keeps_the_address_secret(monkeypatch):
    monkeypatch.setenv("NEOCLOUD_ALERT_WEBHOOK", "http://no-such-host.invalid/secret")
    monkeypatch.setattr("pipeline.orchestration.alerts.TRIES_AGAIN", 0)
    with pytest.raises(AlertNotSent) as refusal:
        alert("hello", LOG)
    assert str(refusal.value).startswith("NEOCLOUD_ALERT_WEBHOOK cannot be reached: ")
    assert "secret" not in str(refusal.value)
    assert refusal.value.__cause__ is None


def test_without_a_webhook_the_message_is_logged(monkeypatch, caplog):
    monkeypatch.delenv("NEOCLOUD_ALERT_WEBHOOK", raising=False)
    with caplog.at_level(logging.WARNING):
        alert("hello", LOG)
    assert caplog.messages == ["hello\n(not sent: NEOCLOUD_ALERT_WEBHOOK is not set)"]


@pytest.mark.parametrize(
    ("url", "status"),
    [("http://127.0.0.1/x", dg.DefaultSensorStatus.RUNNING), ("", dg.DefaultSensorStatus.STOPPED)],
    ids=["set", "not_set"],
)
def test_alerts_are_on_if_they_can_be_sent(monkeypatch, url, status):
    monkeypatch.setenv("NEOCLOUD_ALERT_WEBHOOK", url)
    assert {sensor.default_status for sensor in (failed_runs(), stale_warehouse())} == {status}


@pytest.mark.parametrize(
    ("job", "made"),
    [
        ("build_all", "build_all"),
        ("__ASSET_JOB", "some assets"),
        ("__anonymous_asset_job_changed_files", "some assets"),
    ],
)
def test_a_run_that_ends_without_a_failed_step_is_told_with_its_end(job, made):
    run = dg.DagsterRun(job, run_id="1", tags={"dagster/schedule_name": "daily_build"})
    assert failure_text(run, "its process was killed", []) == (
        f"Neocloud: run 1 failed ({made}, started by daily_build)\n"
        "its process was killed\n"
        "readers keep the last release"
    )


def test_both_alerts_are_part_of_the_project(own_project):
    shutil.rmtree(own_project.data)
    names = {sensor.name for sensor in definitions_of(own_project).sensors}
    assert names >= {"alert_failed_runs", "alert_stale_warehouse"}
