"""Kept releases are listed, found by name, and come back whole or not at all."""

import shutil
import subprocess
import sys
import threading
from pathlib import Path

import duckdb
import pytest

from pipeline.project.paths import Project, release_id_of
from pipeline.warehouse.releases import (
    DamagedRelease,
    NoRelease,
    find_release,
    live_release,
    read_release,
)
from pipeline.warehouse.restore import put_in_place, refuse_damaged, restore
from pipeline.warehouse.run_lock import run_lock
from tests.small_project import publish_again

READER = """
import sys, duckdb
connection = duckdb.connect(sys.argv[1], read_only=True)
ask = lambda: connection.execute("select max(release_id) from meta.releases").fetchone()[0]
print(ask(), flush=True)
sys.stdin.readline()
print(ask(), flush=True)
"""


@pytest.fixture
def project(published_twice) -> Project:
    return published_twice


@pytest.fixture
def releases(project) -> list[str]:
    return [release_id_of(path) for path in project.kept_releases()]


def test_releases_are_found_by_name(project, releases):
    first, second = project.kept_releases()
    assert find_release(project, "latest") == project.published
    assert find_release(project, "previous") == first
    assert find_release(project, releases[1]) == second
    assert find_release(project, releases[0][:-9]) == first
    assert find_release(project, str(second)) == second


@pytest.mark.parametrize(
    ("name", "problem"),
    [("2", "'2' fits several releases"), ("1999", "'1999' is no kept release and no file")],
    ids=["ambiguous", "unknown"],
)
def test_a_name_that_finds_no_single_release_is_refused(project, releases, name, problem):
    with pytest.raises(NoRelease) as refusal:
        find_release(project, name)
    assert str(refusal.value) == f"{problem}; kept are:\n  {releases[0]}\n  {releases[1]}"


def test_the_previous_release_is_the_one_before_the_live_one(project, releases):
    restore(project, find_release(project, "previous"), print)
    assert live_release(project) == releases[0]
    with pytest.raises(NoRelease, match="no release came before the one that readers see"):
        find_release(project, "previous")


def test_a_restored_release_is_the_kept_file_to_the_byte(project, releases):
    kept = find_release(project, releases[0])
    found = restore(project, kept, print)
    assert project.published.read_bytes() == kept.read_bytes()
    assert (found.release_id, found.path) == (releases[0], project.published)
    assert project.kept_releases() == [*map(project.kept_release, releases)]


@pytest.mark.parametrize(
    "damage",
    [Path.unlink, lambda path: path.write_bytes(path.read_bytes()[:20_000])],
    ids=["missing", "cut_off"],
)
def test_a_published_file_that_is_lost_comes_back(project, releases, damage):
    damage(project.published)
    assert live_release(project) is None
    restore(project, find_release(project, releases[1]), print)
    assert live_release(project) == releases[1]


def test_a_log_of_writes_to_the_lost_file_is_not_played_into_the_restored_one(project):
    log = project.published.with_name("neocloud.duckdb.wal")
    log.write_bytes(b"writes to another file")
    restore(project, find_release(project, "previous"), print)
    assert not log.exists()


def cut_off(path):
    path.write_bytes(path.read_bytes()[:-100_000])


def overwrite_a_block(path):
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 64 * 1024] = bytes(64 * 1024)
    path.write_bytes(content)


def run(statement):
    def change(path):
        with duckdb.connect(str(path)) as connection:
            connection.execute(statement)

    return change


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (lambda path: path.write_text("no database"), "is no warehouse"),
        (cut_off, "cannot be read whole|is no warehouse"),
        (overwrite_a_block, "cannot be read whole|is no warehouse"),
        (run("drop table cost.host_prices"), "lacks cost.host_prices, which its builds recorded"),
        (run("drop macro for_a_month"), "lacks macros.for_a_month, which its builds recorded"),
        (
            run("delete from pricing.instance_recipes where rowid = 0"),
            "does not hold the rows its builds recorded: pricing.instance_recipes has 1 of 2",
        ),
        (run("delete from meta.releases"), "was never published"),
        (run("drop schema meta cascade"), "is no warehouse"),
    ],
    ids=[
        "text",
        "cut_off",
        "overwritten",
        "no_table",
        "no_macro",
        "no_row",
        "unpublished",
        "other_database",
    ],
)
def test_a_damaged_file_is_refused_and_readers_keep_theirs(project, tmp_path, damage, reason):
    backup, before = tmp_path / "backup.duckdb", project.published.read_bytes()
    shutil.copy(project.published, backup)
    damage(backup)
    with pytest.raises(DamagedRelease, match=reason):
        restore(project, backup, print)
    assert project.published.read_bytes() == before
    assert [path.name for path in project.data.glob(".*")] == []


def test_a_release_is_restored_after_the_build_under_way(project, releases):
    kept, said = find_release(project, releases[0]), []
    waiting = threading.Event()

    def say(message):
        said.append(message)
        waiting.set()

    with run_lock(project.run_lock, "run 42", print):
        restoring = threading.Thread(target=restore, args=(project, kept, say))
        restoring.start()
        assert waiting.wait(timeout=60)
        assert live_release(project) == releases[1]
    restoring.join(timeout=60)
    assert said[0].startswith("waiting for run run 42 (process ")
    assert live_release(project) == releases[0]


def test_an_open_reader_keeps_its_snapshot_over_a_restore(project, releases):
    with subprocess.Popen(
        [sys.executable, "-c", READER, str(project.published)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as reader:
        assert reader.stdout.readline().strip() == releases[1]
        restore(project, find_release(project, releases[0]), print)
        answer, _ = reader.communicate("\n", timeout=60)
    assert answer.strip() == releases[1]


def test_a_copy_taken_while_builds_publish_is_a_whole_file(project, tmp_path):
    """The published file is replaced and never written to, so any plain copy is a backup."""
    is_done, copies = threading.Event(), []

    def copy():
        while not is_done.wait(0.01) or len(copies) < 5:
            copies.append(tmp_path / f"backup_{len(copies)}.duckdb")
            shutil.copyfile(project.published, copies[-1])

    copying = threading.Thread(target=copy)
    copying.start()
    publish_again(project, 8)
    is_done.set()
    copying.join(timeout=60)
    found = {refuse_damaged(path).release_id for path in {copies[0], *copies[:: len(copies) // 5]}}
    assert len(found) > 1
    assert read_release(copies[-1]).table_count == read_release(project.published).table_count


def test_what_is_put_in_place_is_gone_from_where_it_was(tmp_path):
    copy, target = tmp_path / "copy", tmp_path / "target"
    copy.write_text("new")
    target.write_text("old")
    put_in_place(copy, target)
    assert (target.read_text(), copy.exists()) == ("new", False)
