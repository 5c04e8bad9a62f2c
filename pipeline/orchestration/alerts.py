"""Tell people that a run failed or that the published warehouse is stale.

Dagster's own alert policies are not part of its open-source edition, so two sensors do it. They
post to the webhook that ``NEOCLOUD_ALERT_WEBHOOK`` names (Slack, Mattermost, Teams and others
take ``{"text": …}``), and start by themselves if it is set when Dagster loads the project.
"""

import os
from collections.abc import Sequence
from logging import Logger

import dagster as dg
import urllib3
from dagster._core.definitions.assets.job.asset_job import is_reserved_asset_job_name

from pipeline.orchestration.assets.publish import PUBLISHED
from pipeline.orchestration.failures import failed_table, reason, was_interrupted

WEBHOOK = "NEOCLOUD_ALERT_WEBHOOK"
LOOK_EVERY_SECONDS = 60
TIMEOUT_SECONDS = 10
TRIES_AGAIN = 4
RETRIED_STATUSES = (429, 500, 502, 503, 504)
FRESHNESS_WORDS = {
    "WARN": "late: its last release is more than a day old",
    "FAIL": "stale: its last release is more than two days old",
    "PASS": "fresh again",
}


class AlertNotSent(Exception):
    """The webhook took no message; the reason names no address, which is a secret."""


def alert(text: str, log: Logger) -> None:
    """Post ``text`` to the webhook, again if it fails for a moment; without a webhook, log it.

    Raises:
        AlertNotSent: if the webhook refuses; Dagster shows that as a failed tick of the sensor.
    """
    url = os.environ.get(WEBHOOK)
    if not url:
        log.warning(f"{text}\n(not sent: {WEBHOOK} is not set)")
        return
    # A message twice is better than none, so a POST may be repeated.
    retry = urllib3.Retry(
        total=TRIES_AGAIN, backoff_factor=1, allowed_methods=None, status_forcelist=RETRIED_STATUSES
    )
    try:
        response = urllib3.request(
            "POST", url, json={"text": text}, retries=retry, timeout=TIMEOUT_SECONDS
        )
    except urllib3.exceptions.HTTPError as error:
        raise AlertNotSent(f"{WEBHOOK} cannot be reached: {type(error).__name__}") from None
    if response.status >= 300:
        raise AlertNotSent(f"{WEBHOOK} answered {response.status}")
    log.info(f"sent: {text}")


def failure_text(run: dg.DagsterRun, ended: str, failures: Sequence[dg.DagsterEvent]) -> str:
    """Return what to say of a failed run: which, by whom, each step with its reason."""
    by = run.tags.get("neocloud/started_by") or run.tags.get("dagster/schedule_name")
    by = by or run.tags.get("dagster/sensor_name") or "Dagster"
    stopped = [event for event in failures if was_interrupted(event)]
    faults = [event for event in failures if event not in stopped]
    reasons = [f"{failed_table(event)}: {reason(event)}" for event in faults] or [ended]
    if stopped and not faults:
        reasons = [f"it was stopped while it made {failed_table(stopped[0])}; no table is at fault"]
    return "\n".join(
        [
            f"Neocloud: run {run.run_id} failed ({_made(run)}, started by {by})",
            *reasons,
            "readers keep the last release",
        ]
    )


def _made(run: dg.DagsterRun) -> str:
    """Return what the run was to make: its job, or no name where assets were chosen one by one."""
    return "some assets" if is_reserved_asset_job_name(run.job_name) else run.job_name


def _status() -> dg.DefaultSensorStatus:
    is_configured = bool(os.environ.get(WEBHOOK))
    return dg.DefaultSensorStatus.RUNNING if is_configured else dg.DefaultSensorStatus.STOPPED


def failed_runs() -> dg.SensorDefinition:
    """Return the sensor that tells of each run that fails, whoever started it."""

    @dg.run_failure_sensor(
        name="alert_failed_runs",
        description=f"Post each failed run, with its steps and reasons, to {WEBHOOK}.",
        minimum_interval_seconds=LOOK_EVERY_SECONDS,
        monitor_all_code_locations=True,  # runs of neocloud build belong to none
        default_status=_status(),
    )
    def sensor(context: dg.RunFailureSensorContext) -> None:
        failures = context.get_step_failure_events()
        ended = context.failure_event.message or "it ended without a reason"
        alert(failure_text(context.dagster_run, ended, failures), context.log)

    return sensor


def stale_warehouse() -> dg.SensorDefinition:
    """Return the sensor that tells when the published warehouse is late, stale or fresh again."""

    @dg.sensor(
        name="alert_stale_warehouse",
        description=f"Post to {WEBHOOK} when the freshness of the published warehouse changes.",
        minimum_interval_seconds=LOOK_EVERY_SECONDS,
        default_status=_status(),
    )
    def sensor(context: dg.SensorEvaluationContext) -> dg.SkipReason:
        record = context.instance.get_freshness_state_records([PUBLISHED]).get(PUBLISHED)
        state = record.freshness_state.value if record else "UNKNOWN"
        if state not in FRESHNESS_WORDS or state == (context.cursor or "PASS"):
            return dg.SkipReason(f"nothing to tell: the state of its freshness is {state}")
        alert(f"Neocloud: the published warehouse is {FRESHNESS_WORDS[state]}", context.log)
        context.update_cursor(state)
        return dg.SkipReason(f"told: the published warehouse is {FRESHNESS_WORDS[state]}")

    return sensor
