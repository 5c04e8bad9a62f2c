"""Dagster's home: where runs and events are kept, and how the instance is set up."""

import os
from pathlib import Path

import yaml

from pipeline.paths import Project


def settings(home: Path) -> dict[str, object]:
    """Return the content of ``dagster.yaml`` for a home folder."""
    return {
        "telemetry": {"enabled": False},
        "nux": {"enabled": False},  # the sign-up window that covers the UI at first
        "event_log_storage": {
            "module": "pipeline.event_log",
            "class": "PooledSqliteEventLogStorage",
            "config": {"base_dir": str(home / "events")},
        },
        # A run whose worker was killed is marked failed instead of running for ever.
        "run_monitoring": {"enabled": True, "poll_interval_seconds": 30},
        "concurrency": {"runs": {"max_concurrent_runs": 4}},
    }


def prepare_home(project: Project) -> Path:
    """Write the settings of the instance, point ``DAGSTER_HOME`` at it, and return it."""
    home = project.dagster_home
    home.mkdir(parents=True, exist_ok=True)
    text = yaml.safe_dump(settings(home), sort_keys=False)
    config = home / "dagster.yaml"
    if not config.exists() or config.read_text(encoding="utf-8") != text:
        part = config.with_suffix(".part")
        part.write_text(text, encoding="utf-8")
        part.replace(config)
    os.environ["DAGSTER_HOME"] = str(home)
    return home
