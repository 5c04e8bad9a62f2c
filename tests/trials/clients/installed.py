"""The DuckDB versions that people's tools embed, each installed into a folder of its own.

Run as a module it fetches them all, so that the tests themselves need no network.
"""

import os
import subprocess
import sys
from pathlib import Path

from filelock import FileLock

ROOT = Path(__file__).parents[3]
FOLDER = Path(os.environ.get("NEOCLOUD_CLIENTS", ROOT / ".venv" / "clients"))
# The last of each line that is still embedded somewhere, 1.4 being the one with long support, and
# 2.0.0, which the project itself leaves for 2.0.1.
CLIENTS = ("1.2.2", "1.3.2", "1.4.5", "1.5.6", "2.0.0")


def installed(version: str) -> Path:
    """Return the folder that holds this DuckDB, fetched the first time, which takes a second."""
    folder = FOLDER / version
    FOLDER.mkdir(parents=True, exist_ok=True)
    with FileLock(FOLDER / f"{version}.lock"):
        if not folder.exists():
            fetch = ["uv", "pip", "install", "--quiet", "--no-deps", "--only-binary", ":all:"]
            made = folder.with_suffix(".part")
            where = ["--python", sys.executable, "--target", str(made), f"duckdb=={version}"]
            subprocess.run([sys.executable, "-m", *fetch, *where], check=True)
            made.rename(folder)
    return folder


if __name__ == "__main__":
    for client in CLIENTS:
        installed(client)
