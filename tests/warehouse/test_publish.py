"""Readers get the whole warehouse at once, or keep the one they have."""

import shutil
import subprocess
import sys
from datetime import datetime, timedelta

import duckdb
import pytest

from pipeline.project.paths import Project, release_id_of
from pipeline.warehouse import publish as publishing
from pipeline.warehouse.publish import InconsistentWarehouse, publish
from pipeline.warehouse.releases import find_release, kept_in_order, live_release
from pipeline.warehouse.working_file import open_working
from tests.small_project import small_tables
from tests.trials.resilience import record

READER = """
import sys, duckdb
connection = duckdb.connect(sys.argv[1], read_only=True)
ask = lambda: print(connection.execute("select max(release_id) from meta.releases").fetchone()[0])
ask()
sys.stdout.flush()
sys.stdin.readline()
ask()
"""


@pytest.fixture
def project(small, tmp_path) -> Project:
    """A project of which nothing is published yet."""
    own = Project(small.root, tmp_path / "data")
    own.working.parent.mkdir(parents=True)
    shutil.copy(small.published, own.working)
    return own


@pytest.fixture
def working(project):
    with open_working(project) as connection:
        yield connection


@pytest.fixture
def tables(project):
    return small_tables(project)


def releases(path):
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute("select release_id from meta.releases order by 1").fetchall()


def test_what_is_published_is_what_was_built(project, working, tables):
    release = publish(working, project, tables, "run")
    assert release.path == project.published
    assert release.table_count == len([t for t in tables if t.has_rows])
    assert releases(project.published)[-1] == (release.release_id,)
    total = "select sum(ram_usd_per_month) from cost.host_prices"
    with duckdb.connect(str(project.published), read_only=True) as reader:
        assert reader.execute(total).fetchone() == working.execute(total).fetchone()


def test_a_stale_whole_is_refused_by_name_and_readers_keep_the_last(project, working, tables):
    first = publish(working, project, tables, "run")
    working.execute("update meta.builds set data_version = 'x' where table_name = 'core.hosts'")
    with pytest.raises(InconsistentWarehouse) as refusal:
        publish(working, project, tables, "run")
    message = str(refusal.value)
    assert "cost.host_prices was built from an older core.hosts" in message
    assert "remedy: neocloud build" in message
    assert releases(project.published)[-1] == (first.release_id,)


def test_a_table_never_built_is_named(project, working, tables):
    working.execute("delete from meta.builds where table_name = 'cost.host_prices'")
    with pytest.raises(InconsistentWarehouse, match=r"cost\.host_prices was never built"):
        publish(working, project, tables, "run")
    assert not project.published.exists()


def test_a_disk_that_refuses_leaves_the_last_release(project, working, tables):
    first = publish(working, project, tables, "run")
    before = project.published.read_bytes()
    shutil.rmtree(project.releases)
    project.releases.write_text("a file where the folder of releases belongs")
    with pytest.raises(OSError, match="releases"):
        publish(working, project, tables, "run")
    assert project.published.read_bytes() == before
    assert working.execute("select max(release_id) from meta.releases").fetchone() == (
        first.release_id,
    )
    assert [path.name for path in project.data.glob(".*")] == []


def test_an_open_reader_keeps_its_snapshot(project, working, tables):
    first = publish(working, project, tables, "run")
    with subprocess.Popen(
        [sys.executable, "-c", READER, str(project.published)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as reader:
        assert reader.stdout.readline().strip() == first.release_id
        second = publish(working, project, tables, "run")
        answer, _ = reader.communicate("\n", timeout=60)
    assert answer.strip() == first.release_id
    assert releases(project.published)[-1] == (second.release_id,)


def test_only_the_last_releases_are_kept(project, working, tables):
    made = [publish(working, project, tables, "run").release_id for _ in range(7)]
    kept = sorted(project.releases.glob("*.duckdb"))
    assert kept == [*map(project.kept_release, made[-5:])]
    assert releases(kept[-1])[-1] == (made[-1],)


def test_a_release_kept_under_an_older_name_is_found_and_named_anew(project, tables):
    with open_working(project) as connection:
        made = publish(connection, project, tables, "run").release_id
    kept = project.kept_release(made)
    older = kept.rename(project.releases / f"{made}.duckdb")
    assert (find_release(project, made), release_id_of(older)) == (older, made)
    with open_working(project):
        pass
    assert project.kept_releases() == [kept] == [find_release(project, made)]


class Clock(datetime):
    """The machine's clock, set wrong by ``off``."""

    off = timedelta()

    @classmethod
    def now(cls, tz=None):
        return datetime.now(tz) + cls.off


def test_a_clock_that_was_a_year_ahead_stops_nothing(project, tables, monkeypatch):
    monkeypatch.setattr(publishing, "datetime", Clock)
    monkeypatch.setenv("NEOCLOUD_RELEASES_KEPT", "3")
    made = []
    for days in (0, 365, 0, -365, 0):
        monkeypatch.setattr(Clock, "off", timedelta(days=days))
        with open_working(project) as connection:  # each run finds what the one before left
            made.append(publish(connection, project, tables, "run").release_id)
        assert live_release(project) == made[-1]
        if len(made) > 1:
            assert find_release(project, "previous") == project.kept_release(made[-2])
    assert made != sorted(made)
    assert kept_in_order(project) == [*map(project.kept_release, made[-3:])]
    record("clocks", len(made), "releases published while the clock went a year ahead and back")


def test_releases_are_counted_on_after_the_working_file_was_lost(project, tables, monkeypatch):
    monkeypatch.setattr(publishing, "datetime", Clock)
    monkeypatch.setattr(Clock, "off", timedelta(days=365))
    with open_working(project) as connection:
        before = publish(connection, project, tables, "run")
    monkeypatch.setattr(Clock, "off", timedelta())
    with open_working(project) as connection:
        connection.execute("delete from meta.releases")
        after = publish(connection, project, tables, "run")
    assert after.release_number == before.release_number + 1
    assert live_release(project) == after.release_id


def test_a_working_file_from_before_releases_were_counted_is_published(project, tables):
    with duckdb.connect(str(project.working)) as connection:
        connection.execute("alter table meta.releases drop column release_number")
        count = connection.execute("select count(*) from meta.releases").fetchone()
    with open_working(project) as connection:
        release = publish(connection, project, tables, "run")
        assert connection.execute(
            "select count(*) filter (where release_number = 0), max(release_number)"
            " from meta.releases"
        ).fetchone() == (0, release.release_number)
    assert count == (1,)
