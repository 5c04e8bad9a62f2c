"""The handbook of operations says what is so, and its commands do what it says."""

import os
import re
import shutil
import subprocess
import sys
from datetime import timedelta

import duckdb
import pytest

from pipeline.definitions import definitions_of
from pipeline.orchestration.alerts import TRIES_AGAIN, WEBHOOK
from pipeline.orchestration.assets.publish import LATE_AFTER, STALE_AFTER
from pipeline.warehouse.attached import attached
from pipeline.warehouse.fingerprints import contents
from pipeline.warehouse.publish import releases_kept
from pipeline.warehouse.rebuild import rebuild
from pipeline.warehouse.working_file import STORAGE
from tests.conftest import ROOT

HANDBOOK = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^```sh\n(.*?)^```$", HANDBOOK, re.M | re.S)
SECTIONS = [
    "Schedule",
    "Monitoring",
    "Alerts",
    "Logs",
    "Releases and retention",
    "Backup and restore",
    "Verify and diff",
    "Upgrading DuckDB's file format",
]
WORDS = {4: "four", 5: "five"}


def test_the_handbook_has_its_sections():
    found = re.findall(r"^## (.*)$", HANDBOOK, re.M)
    assert [section for section in found if section in SECTIONS] == SECTIONS


def test_the_commands_of_the_handbook_work_in_their_order(own_small, tmp_path):
    folder = tmp_path / "bin"
    folder.mkdir()
    for name, module in {"neocloud": "-m tests.small_project", "python": ""}.items():
        (folder / name).write_text(f'#!/bin/sh\nexec {sys.executable} {module} "$@"\n')
        (folder / name).chmod(0o755)
    environment = os.environ | {
        "PATH": f"{folder}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        "PYTHONPATH": str(ROOT),
        "NEOCLOUD_ROOT": str(own_small.root),
        "NEOCLOUD_DATA": str(own_small.data),
    }
    there_before = {path.name for path in own_small.root.iterdir()}
    # The one table that they name is the whole project's.
    script = "set -e\n" + "\n".join(COMMANDS).replace("cost.instance_prices", "cost.host_prices")
    result = subprocess.run(
        ["sh", "-c", script], cwd=own_small.root, env=environment, capture_output=True, text=True
    )
    assert result.returncode == 0, result.stderr
    assert len(COMMANDS) == 7
    assert "verified: " in result.stdout
    assert result.stdout.count("restored data/neocloud.duckdb") == 2
    assert result.stdout.endswith("no figure changed\n")
    # What they write into a checkout is none of its files.
    made = [path for path in own_small.root.iterdir() if path.name not in there_before]
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert {f"/{path.name}{'/' * path.is_dir()}" for path in made} <= {*ignored}
    assert "/backup/" in ignored


def test_the_handbook_gives_the_numbers_of_the_code(own_project):
    hours = [int(window / timedelta(hours=1)) for window in (LATE_AFTER, STALE_AFTER)]
    assert f"late (WARN) {hours[0]} hours after" in HANDBOOK
    assert f"stale (FAIL) after {hours[1]}." in HANDBOOK
    assert f"the last {WORDS[releases_kept()]}, or" in HANDBOOK
    assert f"is tried {WORDS[TRIES_AGAIN]} times more" in HANDBOOK
    assert f"this format ({STORAGE['storage_compatibility_version']})" in HANDBOOK
    assert f"block_size {STORAGE['default_block_size']})" in HANDBOOK
    assert WEBHOOK in HANDBOOK


def test_the_handbook_names_every_schedule_and_sensor(own_project):
    defs = definitions_of(own_project)
    named = set(re.findall(r"^\| `([a-z_]+)` \|", HANDBOOK, re.M))
    assert {automation.name for automation in [*defs.schedules, *defs.sensors]} <= named


@pytest.mark.parametrize(
    ("before", "after"), [("v1.5.0", "v2.0.0"), ("v2.0.0", "v1.5.0")], ids=["newer", "older"]
)
def test_a_release_is_converted_to_another_format_without_loss(built, tmp_path, before, after):
    old, new = tmp_path / "old.duckdb", tmp_path / "new.duckdb"
    if before == STORAGE["storage_compatibility_version"]:
        shutil.copy(built.published, old)
    else:
        convert(built.published, old, before)
    convert(old, new, after)
    with attached(published=built.published, converted=new) as connection:
        assert contents(connection, "converted") == contents(connection, "published")
    assert (storage_version(old), storage_version(new)) == (before, after)


def convert(old, new, version):
    with duckdb.connect() as connection:
        connection.execute(f"attach '{old}' as old (read_only)")
        connection.execute(f"attach '{new}' as new (storage_version '{version}', block_size 16384)")
        connection.execute("copy from database old to new")


def storage_version(path):
    with attached(file=path) as connection:
        (tags,) = connection.execute(
            "select tags from duckdb_databases() where database_name = 'file'"
        ).fetchone()
    return tags["storage_version"].removesuffix("+")


def with_what_they_read(tables, *names):
    """Return the tables, and all that they read, in the order in which they are built."""
    found, waiting = set(), list(names)
    while waiting:
        name = waiting.pop()
        found.add(name)
        waiting += set(tables[name].reads) - found
    return [name for name in tables if name in found and tables[name].has_rows]


def test_the_format_is_changed_in_one_place_and_the_content_stays(
    built, tables, tmp_path, monkeypatch
):
    monkeypatch.setitem(STORAGE, "storage_compatibility_version", "v2.0.0")
    path = tmp_path / "rebuilt.duckdb"
    needed = with_what_they_read(tables, "core.price_lists")
    rebuild(path, [tables[name] for name in needed], 1, lambda name: None)
    assert storage_version(path) == "v2.0.0"
    with attached(published=built.published, rebuilt=path) as connection:
        published, rebuilt = (contents(connection, name) for name in ("published", "rebuilt"))
    assert {name: rebuilt[name] for name in needed} == {name: published[name] for name in needed}
