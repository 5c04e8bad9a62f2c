"""Why a step of a run failed, in the words of whoever can mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import dagster as dg


def failed_table(event: dg.DagsterEvent) -> str:
    """Return the table whose step failed."""
    return (event.step_key or "").replace("__", ".", 1)


def reason(event: dg.DagsterEvent) -> str:
    """Return why a step failed: our own words where there are any, else the error itself."""
    failure = event.step_failure_data
    if failure.user_failure_data and failure.user_failure_data.description:
        return failure.user_failure_data.description
    cause = failure.error.cause or failure.error if failure.error else None
    return cause.message.strip() if cause else event.message or ""
