"""What a user does in the UI, asked of its GraphQL."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from dagster_graphql import DagsterGraphQLClient, DagsterGraphQLClientError

from pipeline.orchestration import changed_files

PATIENCE_SECONDS = 150
REPOSITORY = {"repositoryLocationName": "neocloud", "repositoryName": "__repository__"}
START_SENSOR = """
mutation ($asked: SensorSelector!) { startSensor(sensorSelector: $asked) { ... on Sensor { id } } }
"""
STOP_SENSOR = "mutation ($id: String) { stopSensor(id: $id) { __typename } }"


def eventually(ask: Callable[[], Any], wanted: object) -> Any:
    """Ask until the answer is ``wanted``, with a bound on the time; return the last answer."""
    end = time.monotonic() + PATIENCE_SECONDS
    while (answer := ask()) != wanted and time.monotonic() < end:
        time.sleep(0.3)
    return answer


def client_of(address: str) -> DagsterGraphQLClient | None:
    """Return a client of the UI at an address, once it has loaded the definitions."""
    try:
        client = DagsterGraphQLClient("127.0.0.1", port_number=int(address.rpartition(":")[2]))
        client._get_repo_locations_and_names_with_pipeline("build_all")
    except (DagsterGraphQLClientError, OSError):
        return None
    return client


def launch(ui: DagsterGraphQLClient) -> str:
    """Launch a build of everything; return its run."""
    return ui.submit_job_execution(
        "build_all", repository_location_name="neocloud", repository_name="__repository__"
    )


@contextmanager
def sensor_on(ui: DagsterGraphQLClient) -> Iterator[None]:
    """Switch on the sensor that looks for changed files, and off again at the end."""
    asked = REPOSITORY | {"sensorName": changed_files.NAME}
    sensor = ui._execute(START_SENSOR, {"asked": asked})["startSensor"]["id"]
    try:
        yield
    finally:
        stopped = ui._execute(STOP_SENSOR, {"id": sensor})["stopSensor"]["__typename"]
        assert stopped == "StopSensorMutationResult"
