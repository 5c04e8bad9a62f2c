"""A disk that runs full at any point of a build leaves the last good release, and says so."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from arena import Arena
from resilience import record

HERE = Path(__file__).parent
# A small disk of one's own, for which Linux asks no privilege; not every machine allows it.
OWN_DISK = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-ec"]
NAMES = {"file size": "disks_limited", "disk": "disks_full"}
MOUNTED = 'mount -t tmpfs -o size=128m tmpfs "$1" && shift && exec "$@"'


def allows_own_disk(folder):
    folder.mkdir()
    try:
        tried = subprocess.run([*OWN_DISK, MOUNTED, "sh", folder, "true"], capture_output=True)
    except FileNotFoundError:
        return False
    return tried.returncode == 0


def attempts(arena, kind):
    """Return what became of each attempt to publish with so much room."""
    command = [sys.executable, str(HERE / "full_disk.py"), str(arena.folder), kind]
    data = arena.folder / "data"
    data.mkdir()
    if kind == "disk":
        command = [*OWN_DISK, MOUNTED, "sh", str(data), *command]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(HERE), *sys.path])}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=300)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.parametrize("kind", ["file size", "disk"])
def test_a_full_disk_leaves_the_last_release_and_names_the_remedy(built, tmp_path, kind):
    if kind == "disk" and not allows_own_disk(tmp_path / "disk"):
        kind = "file size"  # the kernel's own limit on files stands in for a small disk
    tried = attempts(Arena.copy(built.root, tmp_path / "arena"), kind)
    faults = [one["fault"] for one in tried if one["fault"]]
    assert len(faults) >= 4, tried
    assert tried[-1]["fault"] is None  # with room enough it goes through
    for fault in faults:
        assert fault.startswith(f"the disk of {tmp_path / 'arena' / 'data'} is full: ")
        assert fault.endswith("free some space, then run again: neocloud build")
        assert "\n" not in fault
    record(NAMES[kind], len(faults), f"builds on a full disk ({kind})")
