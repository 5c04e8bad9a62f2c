"""What trials of the pipeline's resilience found, for the documents to show."""

import json
import os
import tempfile
from pathlib import Path

from filelock import FileLock

from pipeline.project.paths import current_project

RECORD = current_project().root / "docs" / "resilience.json"


def record(name: str, value: int, what: str) -> None:
    """Keep a figure in ``docs/resilience.json``, beside the others; only if NEOCLOUD_RECORD=1."""
    if os.environ.get("NEOCLOUD_RECORD") == "1":
        merge(RECORD, name, {"value": value, "what": what})


def merge(path: Path, name: str, entry: dict[str, object]) -> None:
    """Put ``entry`` under ``name`` in a JSON file, whole or not at all."""
    with FileLock(Path(tempfile.gettempdir()) / f"{path.name}.lock"):
        known = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        entries = dict(sorted((known | {name: entry}).items()))
        part = path.with_suffix(f".{os.getpid()}")
        part.write_text(json.dumps(entries, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        part.replace(path)
