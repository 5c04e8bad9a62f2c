"""Why a step of a run failed, in the words of whoever can mend it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import dagster as dg
    from dagster._utils.error import SerializableErrorInfo

INTERRUPTIONS = ("KeyboardInterrupt", "DagsterExecutionInterruptedError")


@dataclass(frozen=True)
class Failure:
    """What failed and why; with the error itself if nobody has put it into words."""

    what: str
    reason: str
    error: SerializableErrorInfo | None


def failures_of(events: Sequence[dg.DagsterEvent]) -> list[Failure]:
    """Return each step that failed; if the run failed before it came to any, the run."""
    if steps := [event for event in events if event.is_step_failure]:
        return [Failure(failed_table(event), reason(event), _unworded(event)) for event in steps]
    errors = [event.job_failure_data.error for event in events if event.is_failure]
    return [Failure("the run", error.message, error) for error in errors if error]


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


def was_interrupted(event: dg.DagsterEvent) -> bool:
    """Return whether a step ended because somebody stopped its run, by Ctrl-C for one."""
    link = event.step_failure_data.error
    while link:
        if link.cls_name in INTERRUPTIONS:
            return True
        link = link.cause
    return False


def _unworded(event: dg.DagsterEvent) -> SerializableErrorInfo | None:
    failure = event.step_failure_data
    has_words = failure.user_failure_data and failure.user_failure_data.description
    return None if has_words else failure.error
