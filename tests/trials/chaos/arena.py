"""A scratch project whose seeds have two states, and processes that publish one until killed."""

import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import duckdb

from pipeline.project.paths import Project
from pipeline.tables.table import Table
from pipeline.warehouse.build import build
from pipeline.warehouse.publish import publish
from pipeline.warehouse.run_lock import run_lock
from pipeline.warehouse.staleness import stale_tables
from pipeline.warehouse.working_file import open_working
from tests.conftest import ROOT
from tests.small_project import tables_there
from tests.trials.served_ui import WHOLE

# A server that has everything imported and parsed forks each builder in milliseconds.
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload([__name__])
FOLDER = "NEOCLOUD_ARENA"
# A smallest host of 8 GB moves figures in three layers, and breaks no promise; both the small
# project and the whole one say so in this line.
CHANGED = ("seeds/pricing/instance_recipes.csv", "min_host,1,1,4", "min_host,1,1,8")
STATES = ("a", "b")
Contents = dict[str, str]


@dataclass(frozen=True)
class Arena:
    """Two checkouts that differ in one seed, and the folder into which both are built."""

    folder: Path

    @classmethod
    def copy(cls, checkout: Path, folder: Path) -> "Arena":
        """Copy the checkout twice and change the second."""
        for state in STATES:
            for part in ("seeds", "sql"):
                shutil.copytree(checkout / part, folder / state / part)
        path, old, new = CHANGED
        changed = folder / "b" / path
        assert old in changed.read_text(encoding="utf-8")
        changed.write_text(changed.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        return cls(folder)

    def start_server(self) -> None:
        """Start the server that forks builders, with both checkouts parsed."""
        os.environ[FOLDER] = str(self.folder)
        before = os.environ.get("PYTHONPATH", "")
        # Before Python 3.13 the server does not look where its parent looks for modules.
        os.environ["PYTHONPATH"] = os.pathsep.join([str(ROOT), before])
        forkserver.ensure_running()
        os.environ["PYTHONPATH"] = before

    def project(self, state: str) -> Project:
        """Return the checkout in one of its states; both have the same output."""
        return Project(self.folder / state, self.folder / "data")

    def start(self, target: Any, state: str, *arguments: Any) -> Any:
        """Start ``target`` on the project in a process of its own."""
        process = FORKS.Process(target=target, args=(self.project(state), *arguments))
        process.start()
        return process

    @property
    def published(self) -> Path:
        """Return the file that readers open."""
        return self.project("a").published

    def state(self, good: dict[str, Contents]) -> str:
        """Return the state that the release is in, wholly."""
        found = contents(self.published)
        return next(state for state in STATES if good[state] == found)

    def build(self, state: str) -> None:
        """Bring the release to ``state``, in a process of its own that nobody kills."""
        process = self.start(publish_state, state)
        process.join()
        assert process.exitcode == 0


def start_command(
    project: Project, *arguments: str, command: Sequence[str] = WHOLE
) -> subprocess.Popen:
    """Start the ``neocloud`` command on a project, by default a whole one, as its user does."""
    own = {"NEOCLOUD_ROOT": str(project.root), "NEOCLOUD_DATA": str(project.data)}
    return subprocess.Popen(
        [sys.executable, *command, *arguments],
        env=os.environ | own | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@cache
def tables_of(project: Project) -> list[Table]:
    """Return the tables of a checkout, their SQL parsed and traced."""
    tables = tables_there(project)
    for table in tables:
        table.lineage()
    return tables


def publish_state(project: Project, hears: Connection | None = None) -> None:
    """Build what the files on disk make stale, and publish the whole; say when that begins."""
    tables = tables_of(project)
    run_id = f"process {os.getpid()}"
    with run_lock(project.run_lock, run_id, print), open_working(project) as connection:
        stale = stale_tables(connection, tables)
        for table in tables:
            if table.name in stale:
                assert not build(connection, table, run_id).broken
        if hears:
            hears.send("publishing")
        publish(connection, project, tables, run_id)


def contents(file: Path) -> Contents:
    """Return a digest of the rows of every table of a file, in whatever order they lie.

    This is independent of how ``neocloud verify`` compares, on purpose.
    """
    known = file.stat()
    return _contents(file, known.st_ino, known.st_mtime_ns, known.st_size)


@cache
def _contents(file: Path, *_version: int) -> Contents:
    with duckdb.connect(str(file), read_only=True) as connection:
        names = connection.execute(
            "select schema_name || '.' || table_name from duckdb_tables()"
            " where not internal and table_name not in ('builds', 'releases') order by 1"
        ).fetchall()
        return {name: _digest(connection, name) for (name,) in names}


def _digest(connection: duckdb.DuckDBPyConnection, table: str) -> str:
    text = "cast(rows as varchar)"
    (digest,) = connection.execute(
        f"select md5(string_agg({text}, chr(10) order by {text})) from {table} as rows"
    ).fetchone() or ("",)
    return digest


def release_of(file: Path) -> str:
    """Return the release that a file says it is."""
    with duckdb.connect(str(file), read_only=True) as connection:
        (release,) = connection.execute("select max(release_id) from meta.releases").fetchone()
    return release


def die_at(event_count: int, events: tuple[str, ...]) -> None:
    """Kill this process, as the kernel would, at the n-th file operation Python makes from now."""
    seen = [0]

    def hook(event: str, _arguments: tuple) -> None:
        if event in events:
            seen[0] += 1
            if seen[0] == event_count:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


if FOLDER in os.environ:  # in the server, before it forks
    for _state in STATES:
        tables_of(Arena(Path(os.environ[FOLDER])).project(_state))
