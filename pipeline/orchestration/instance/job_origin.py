"""Where the UI files a run: under the repository whose job it is.

Dagster gives an origin only to runs that its UI or daemon launch. The Overview shows runs by their
repository and leaves out those of none.
"""

import dagster as dg
from dagster._core.remote_origin import (
    RegisteredCodeLocationOrigin,
    RemoteJobOrigin,
    RemoteRepositoryOrigin,
)

from pipeline.orchestration.instance.home import CODE_LOCATION

REPOSITORY_NAME = "__repository__"  # what Dagster calls the only one of a module
REPOSITORY = f"{REPOSITORY_NAME}@{CODE_LOCATION['location_name']}"


def file_under_repository(instance: dg.DagsterInstance, run_id: str) -> None:
    """Give the run the origin that a run launched from the UI has, if it has none."""
    run = instance.get_run_by_id(run_id)
    if run is None or run.remote_job_origin:
        return
    location = RegisteredCodeLocationOrigin(CODE_LOCATION["location_name"])
    repository = RemoteRepositoryOrigin(location, REPOSITORY_NAME)
    instance.run_storage.replace_job_origin(run, RemoteJobOrigin(repository, run.job_name))
