"""What the harnesses tried, kept in ``docs/resilience.json`` for the table in the documents."""

import json
import os
from pathlib import Path

from filelock import FileLock

FIGURES = Path(__file__).parent.parent / "docs" / "resilience.json"


def record(name: str, value: int, what: str) -> None:
    """Keep a figure and what it counts; does nothing unless ``NEOCLOUD_RECORD`` is set."""
    if not os.environ.get("NEOCLOUD_RECORD"):
        return
    with FileLock(FIGURES.with_suffix(".lock")):
        figures = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.exists() else {}
        figures[name] = {"value": value, "what": what}
        text = json.dumps(dict(sorted(figures.items())), indent=2, ensure_ascii=False)
        part = FIGURES.with_suffix(".part")
        part.write_text(text + "\n", encoding="utf-8")
        part.replace(FIGURES)
    FIGURES.with_suffix(".lock").unlink(missing_ok=True)
