"""A disk that runs full at any point of a build leaves the last good release, and says so."""

import json
import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT
from tests.small_project import FILES
from tests.trials.chaos.arena import Arena
from tests.trials.resilience import record
from tests.trials.served_ui import SMALL, WHOLE

# A small disk of one's own, for which Linux asks no privilege; not every machine allows it.
OWN_DISK = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-ec"]
NAMES = {"file size": "disks_limited", "disk": "disks_full"}
MOUNTED = 'mount -t tmpfs -o "$1" tmpfs "$2" && shift 2 && exec "$@"'


def mounted(options, folder, *command):
    return [*OWN_DISK, MOUNTED, "sh", options, str(folder), *command]


def allows_own_disk(folder):
    folder.mkdir()
    try:
        tried = subprocess.run(mounted("size=1m", folder, "true"), capture_output=True)
    except FileNotFoundError:
        return False
    return tried.returncode == 0


def attempts(arena, kind):
    """Return what became of each attempt to publish with so much room."""
    command = [sys.executable, "-m", "tests.trials.chaos.full_disk", str(arena.folder), kind]
    data = arena.folder / "data"
    data.mkdir()
    if kind == "disk":
        command = mounted("size=16m", data, *command)
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=300)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.parametrize("kind", ["file size", "disk"])
def test_a_full_disk_leaves_the_last_release_and_names_the_remedy(tmp_path, kind):
    if kind == "disk" and not allows_own_disk(tmp_path / "disk"):
        kind = "file size"  # the kernel's own limit on files stands in for a small disk
    tried = attempts(Arena.copy(FILES, tmp_path / "arena"), kind)
    faults = [one["fault"] for one in tried if one["fault"]]
    assert len(faults) >= 4, tried
    assert tried[-1]["fault"] is None  # with room enough it goes through
    for fault in faults:
        assert fault.startswith(f"the disk of {tmp_path / 'arena' / 'data'} is full: ")
        assert fault.endswith("free some space, then run again: neocloud build")
        assert "\n" not in fault
    record(NAMES[kind], len(faults), f"builds on a full disk ({kind})")


@pytest.mark.parametrize(
    ("options", "message", "project", "command"),
    [
        ("size=300k", "the disk of {data} is full: ", "small", SMALL),
        ("size=1m", "the disk of {data} is full: ", "built", WHOLE),
        ("size=3m", "the disk of {data} is full: ", "built", WHOLE),
        ("ro", "{data} cannot be written (", "small", SMALL),
    ],
    ids=["no room for Dagster", "no room for a run", "no room for tables", "read-only"],
)
def test_the_command_says_what_the_disk_refused(
    request, tmp_path, options, message, project, command
):
    data, root = tmp_path / "data", request.getfixturevalue(project).root
    command = [sys.executable, *command, "build"]
    if allows_own_disk(tmp_path / "disk"):
        data.mkdir()
        command = mounted(options, data, *command)
    elif options == "ro" and os.geteuid():
        data.mkdir(mode=0o500)
    else:
        pytest.skip("this machine lets nobody mount a small disk")
    own = {"NEOCLOUD_ROOT": str(root), "NEOCLOUD_DATA": str(data)}
    environment = os.environ | own | {"PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=120)
    said = done.stderr.strip().splitlines()
    assert done.returncode == 1
    assert any(line.startswith(message.format(data=data)) for line in said), said
    assert "Traceback" not in done.stderr
    assert "fault of neocloud itself" not in done.stderr
