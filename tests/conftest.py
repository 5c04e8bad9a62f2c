"""What the tests share: the warehouse, built once, and single SQL files on given rows."""

import gc
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from contextvars import copy_context
from io import BytesIO, TextIOWrapper
from itertools import chain, groupby
from pathlib import Path
from typing import Any

import duckdb
import pytest
from filelock import FileLock

from pipeline.cli import main
from pipeline.cli.commands.test import BUILT
from pipeline.project.paths import Project, current_project
from pipeline.readers.published_file import open_published
from pipeline.readers.report.write import write_report
from pipeline.tables.sql.file import SqlFile
from pipeline.tables.table import Table
from pipeline.warehouse import catalog
from pipeline.warehouse.catalog import project_tables
from tests.scheduling import pytest_collection_modifyitems, pytest_xdist_make_scheduler  # noqa: F401
from tests.small_project import (
    FILES,
    SEEDS,
    build_all,
    copy_files,
    publish_again,
    small_tables,
)

# A shell starts what runs in its background with Ctrl-C ignored, and so would all that we start.
signal.signal(signal.SIGINT, signal.default_int_handler)

# What the tests import stays: to look through it for garbage takes a second of each process.
gc.set_threshold(50_000)

ROOT = current_project().root
Rows = list[dict[str, Any]]
Ended = subprocess.CompletedProcess[str]
# Starts as a formula of a spreadsheet, leaves a script, an attribute and a tag, and runs.
HOSTILE = """=1+1</script></td>"'><script>hacked=1</script><img src=x onerror=hacked=1>{{7*7}}"""
HOSTILE_ADDRESS = "javascript:hacked=1//https://example.org"
HOSTILE_COLUMNS = [
    ("reference.gpu_models", "gpu_model_name"),
    ("reference.markets", "market_name"),
    ("reference.parties", "party_name"),
    ("reference.sources", "title"),
    ("reference.sources", "publisher_name"),
    ("reference.sources", "licence_name"),
    ("core.training_compute", "model_name"),
    ("core.funding_rounds", "round_name_zh"),
    ("growth.funding_by_round", "round_name"),
    ("reference.claims", "statement_zh"),
    ("audit.claim_verdicts", "statement"),
    ("audit.claim_verdicts", "reason"),
    ("audit.claimed_savings", "rival_instance_type_name"),
]


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory) -> Path:
    """A folder that all test processes of one session share, and no other session."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def built(shared_folder) -> Project:
    """The project of this checkout with its warehouse built and published, once a session.

    ``neocloud test`` names a data folder whose release is what the files say: nothing is built.
    """
    if data := os.environ.get(BUILT):
        return Project(ROOT, Path(data))
    project = Project(ROOT, shared_folder / "data")
    with FileLock(shared_folder / "built.lock"):
        if not project.published.exists():
            build_all(project, project_tables(project))
    return project


@pytest.fixture(scope="session")
def report(built, shared_folder) -> Path:
    """The report of the published file, written once a session."""
    path = shared_folder / "report.html"
    with FileLock(shared_folder / "report.lock"):
        if not path.exists():
            write_report(built, path)
    return path


@pytest.fixture(scope="session")
def hostile_report(built, shared_folder) -> Path:
    """The report of a copy of the warehouse whose texts try to become code, once a session."""
    own = Project(built.root, shared_folder / "hostile")
    path = own.data / "report.html"
    with FileLock(shared_folder / "hostile.lock"):
        if not path.exists():
            own.data.mkdir(exist_ok=True)
            shutil.copy(built.published, own.published)
            _make_hostile(own.published)
            write_report(own, path)
    return path


def _make_hostile(published: Path) -> None:
    with duckdb.connect(str(published)) as connection:
        # A file that somebody made holds to none of our limits.
        for table in {table for table, _ in HOSTILE_COLUMNS}:
            connection.execute(f"create or replace table {table} as from {table}")
        for table, column in HOSTILE_COLUMNS:
            connection.execute(f"update {table} set {column} = $1 || {column}", [HOSTILE])
        connection.execute("update reference.sources set url = $1", [HOSTILE_ADDRESS])


@pytest.fixture
def own_project(built, tmp_path) -> Project:
    """A project of one test: its files may be changed, its working file is built already."""
    for folder in ("seeds", "sql"):
        shutil.copytree(built.root / folder, tmp_path / folder)
    own = Project(tmp_path, tmp_path / "data")
    own.working.parent.mkdir(parents=True)
    shutil.copy(built.published, own.working)
    return own


@pytest.fixture(scope="session")
def small(shared_folder) -> Project:
    """The small project as its files are, built and published once a session."""
    project = Project(FILES, shared_folder / "small")
    with FileLock(shared_folder / "small.lock"):
        if not project.published.exists():
            build_all(project, small_tables(project))
    return project


@pytest.fixture
def own_small(small, tmp_path) -> Project:
    """A small project of one test: its files may be changed, it is built and published already."""
    copy_files(tmp_path)
    own = Project(tmp_path, tmp_path / "data")
    shutil.copytree(small.data, own.data)
    return own


@pytest.fixture
def published_twice(own_small) -> Project:
    """A small project of one test with two kept releases, the second of which is live."""
    publish_again(own_small)
    return own_small


@pytest.fixture(scope="session")
def tables(built) -> dict[str, Table]:
    """Every table of the project by name."""
    return {table.name: table for table in project_tables(built)}


@pytest.fixture
def warehouse(built) -> Iterator[duckdb.DuckDBPyConnection]:
    """A reader's connection to the published file."""
    with open_published(built) as connection:
        yield connection


@pytest.fixture(scope="session")
def neocloud() -> Callable[..., Ended]:
    """Return a function that runs the command on the checkout at ``root``, in this process."""

    def run(root: Path, *arguments: str, **variables: str) -> Ended:
        with (
            pytest.MonkeyPatch.context() as patch,
            environment(places(root) | variables),
            redirect_stdout(TextIOWrapper(BytesIO(), "utf-8", write_through=True)) as out,
            redirect_stderr(TextIOWrapper(BytesIO(), "utf-8", write_through=True)) as err,
        ):
            patch.setattr(sys, "argv", ["neocloud", *arguments])
            with pytest.raises(SystemExit) as left:
                copy_context().run(main)
        gc.enable()  # a build, which expects to be alone in its process, turns it off
        code = left.value.code or 0
        return Ended([*arguments], code, *(s.buffer.getvalue().decode() for s in (out, err)))

    return run


@pytest.fixture(scope="session")
def neocloud_process() -> Callable[..., Ended]:
    """Return a function that runs the command on the checkout at ``root``, as a shell does.

    It costs seconds where ``neocloud`` does not, and shows what Python itself says and does.
    """

    def run(root: Path, *arguments: str) -> Ended:
        command = [sys.executable, "-c", "from pipeline.cli import main; main()", *arguments]
        own = os.environ | places(root)
        return subprocess.run(command, env=own, capture_output=True, text=True, timeout=120)

    return run


@contextmanager
def environment(variables: dict[str, str]) -> Iterator[None]:
    """Set variables of the environment, and take back what is set meanwhile too."""
    before = dict(os.environ)
    os.environ.update(variables)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def places(root: Path) -> dict[str, str]:
    """Return the settings that name a checkout and its data to the command."""
    return {"NEOCLOUD_ROOT": str(root), "NEOCLOUD_DATA": str(root / "data")}


@pytest.fixture
def small_neocloud(neocloud, monkeypatch) -> Callable[..., Ended]:
    """Return what ``neocloud`` does, for checkouts of the small project."""
    monkeypatch.setattr(catalog, "seed_classes", lambda: SEEDS)
    return neocloud


@pytest.fixture
def ordinary_rights() -> list[str]:
    """What goes before a command so that the rights of files bind it even if root runs it."""
    if os.geteuid():
        return []
    if not shutil.which("setpriv"):
        pytest.skip("root may do everything here")
    return ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]


def rows_of(result: duckdb.DuckDBPyConnection) -> Rows:
    """Return a result as one dictionary a row."""
    names = [column[0] for column in result.description]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


@pytest.fixture
def rows(warehouse) -> Callable[..., Rows]:
    """Return a function that asks the published file and gives one dictionary a row."""
    return lambda sql, parameters=None: rows_of(warehouse.execute(sql, parameters))


@pytest.fixture(scope="session")
def empty_tables(built, tables) -> Iterator[duckdb.DuckDBPyConnection]:
    """Every table of the warehouse without rows and limits, and every macro, in memory."""
    with duckdb.connect(config={"threads": 1}) as connection:
        connection.execute(f"attach '{built.published}' as built (read_only)")
        for table in tables.values():
            if not table.has_rows:
                table.create(connection)
                continue
            connection.execute(f"create schema if not exists {table.schema}")
            connection.execute(f"create table {table.name} as from built.{table.name} limit 0")
            table.create_macros(connection)
        connection.execute("detach built")
        yield connection


@pytest.fixture(scope="session")
def run_sql(empty_tables) -> Callable[[str, dict[str, Rows]], Rows]:
    """Return a function that runs ``sql/<name>.sql`` on the given rows of the tables it reads.

    A column not given is null, a table not given is empty.
    """

    def run(name: str, given: dict[str, Rows]) -> Rows:
        file = SqlFile(ROOT / "sql" / f"{name}.sql")
        assert set(given) <= set(file.reads), f"{name} reads only {file.reads}"
        empty_tables.begin()
        try:
            for table, rows in given.items():
                insert(empty_tables, table, rows)
            return rows_of(empty_tables.execute(file.text))
        finally:
            empty_tables.rollback()

    return run


def insert(connection: duckdb.DuckDBPyConnection, table: str, rows: Rows) -> None:
    """Insert rows, those with the same columns in one statement."""
    for columns, alike in groupby(rows, key=tuple):
        values = [[*row.values()] for row in alike]
        slots = ", ".join([f"({', '.join('?' * len(columns))})"] * len(values))
        connection.execute(
            f"insert into {table} ({', '.join(columns)}) values {slots}", list(chain(*values))
        )
