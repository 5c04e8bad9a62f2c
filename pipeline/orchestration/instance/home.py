"""Dagster's home: where runs and events are kept, and how the instance is set up."""

import os
from pathlib import Path

import yaml

from pipeline.project.paths import Project
from pipeline.project.whole_files import written_whole

MONITORED_EVERY_SECONDS = 10
WORKSPACE = "workspace.yaml"
CODE_LOCATION = {"module_name": "pipeline.definitions", "location_name": "neocloud"}


def settings(home: Path) -> dict[str, object]:
    """Return the content of ``dagster.yaml`` for a home folder."""
    return {
        "telemetry": {"enabled": False},
        "nux": {"enabled": False},  # the sign-up window that covers the UI at first
        "event_log_storage": {
            "module": "pipeline.orchestration.instance.event_log",
            "class": "PooledSqliteEventLogStorage",
            "config": {"base_dir": str(home / "events")},
        },
        # A run whose process was killed is marked failed instead of running for ever.
        "run_launcher": {
            "module": "pipeline.orchestration.instance.run_workers",
            "class": "LocalRunLauncher",
        },
        "run_monitoring": {"enabled": True, "poll_interval_seconds": MONITORED_EVERY_SECONDS},
        "concurrency": {"runs": {"max_concurrent_runs": 4}},
    }


def prepare_home(project: Project) -> Path:
    """Write the settings of the instance, point ``DAGSTER_HOME`` at it, and return it."""
    home = project.dagster_home
    home.mkdir(parents=True, exist_ok=True)
    _write(home / "dagster.yaml", settings(home))
    _write(home / WORKSPACE, {"load_from": [{"python_module": CODE_LOCATION}]})
    os.environ["DAGSTER_HOME"] = str(home)
    # Dagster's own switch: write the events of a step together rather than one by one.
    os.environ.setdefault("DAGSTER_EVENT_BATCH_SIZE", "100")
    return home


def _write(path: Path, content: dict[str, object]) -> None:
    """Write the file if it says something else; another process may be reading it."""
    text = yaml.safe_dump(content, sort_keys=False)
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        with written_whole(path) as part:
            part.write_text(text, encoding="utf-8")
