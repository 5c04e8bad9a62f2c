"""Whatever a reader asks, no file is read or written, nothing changes, and every query ends."""

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from tests.conftest import ROOT
from tests.trials.hostile_attempts import (
    ATTEMPTS,
    COMMANDS,
    CONDITIONS,
    EITHER,
    ENDLESS_CONDITIONS,
    EXHAUSTING,
    NOWHERE,
    PLACES,
    READS,
    TIME,
    TRICKS,
    WRITES,
)
from tests.trials.resilience import record

REFUSED = {
    **{name: (sql, NOWHERE) for name, sql in {**READS, **PLACES}.items()},
    **WRITES,
    **COMMANDS,
    **TRICKS,
}
COMMAND = [sys.executable, "-c", "from pipeline.cli import main; main()"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A folder of files of every kind that a reader must not see."""
    folder = tmp_path_factory.mktemp("canaries")
    with duckdb.connect(str(folder / "canary.duckdb")) as connection:
        connection.execute("create table canary as select 'canary_7261' as canary")
        for kind in ("csv", "json", "parquet"):
            connection.execute(f"copy canary to '{folder / 'canary'}.{kind}'")
    (folder / "none").mkdir()
    (folder / "link").symlink_to(folder / "canary.csv")
    return folder


@pytest.fixture
def attempt(built, folder, monkeypatch):
    """Return a function that runs a command in-process, and proves that nothing was touched."""
    return attempts_on(built, folder, monkeypatch)


@pytest.fixture
def attempt_on_small(small, folder, monkeypatch):
    """Return such a function for the small project, whose file is opened in half the time."""
    return attempts_on(small, folder, monkeypatch)


def attempts_on(built, folder, monkeypatch):
    monkeypatch.setenv("NEOCLOUD_DATA", str(built.data))
    monkeypatch.chdir(folder)

    def state():
        files = (*folder.rglob("*"), *built.data.glob("*"))
        return {file: file.read_bytes() for file in files if file.is_file()}

    def run(*arguments):
        places = {"{folder}": str(folder), "{data}": str(built.data)}
        before = state()
        for place, path in places.items():
            arguments = [argument.replace(place, path) for argument in arguments]
        result = CliRunner().invoke(app, arguments)
        assert state() == before
        assert "canary_7261" not in result.output
        return result

    return run


@pytest.mark.parametrize("sql", READS.values(), ids=READS)
def test_without_our_settings_the_attempt_gives_a_canary_away(folder, sql):
    with duckdb.connect(config={"temp_directory": ""}) as connection:
        rows = connection.execute(sql.replace("{folder}", str(folder))).fetchall()
        assert "canary" in f"{connection.description} {rows}"


@pytest.mark.parametrize(("sql", "message"), REFUSED.values(), ids=REFUSED)
def test_the_attempt_is_refused(attempt_on_small, sql, message):
    result = attempt_on_small("query", "-o", "table", sql)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


@pytest.mark.parametrize(("sql", "message"), REFUSED.values(), ids=REFUSED)
def test_the_attempt_is_refused_when_the_answer_is_to_be_csv(attempt_on_small, sql, message):
    if sql.startswith("explain"):
        message = "leave out --format"
    result = attempt_on_small("query", "-o", "csv", sql)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_the_output_file_is_out_of_reach_too(attempt, folder, tmp_path):
    target = tmp_path / "answer.csv"
    target.write_text("canary_7261")
    result = attempt("query", "-o", "csv", "-O", str(target), f"from read_text('{target}')")
    assert (result.exit_code, target.read_text()) == (2, "canary_7261")
    assert NOWHERE in result.stderr


def test_no_secret_and_no_path_but_its_own_is_to_be_found(attempt, built):
    assert attempt("query", "-o", "csv", "from duckdb_secrets()").stdout.count("\n") == 1
    paths = "select path from duckdb_databases() where path is not null"
    assert attempt("query", "-o", "csv", paths).stdout == f"path\n{built.published}\n"


def _run(built, message, *arguments):
    environment = {"NEOCLOUD_DATA": str(built.data), "NEOCLOUD_ROOT": str(built.root)}
    # So that no other bound is the first, however slow the machine.
    seconds = "0.2" if message in (TIME, EITHER) else "600"
    bounds = ["--timeout", seconds, "--memory", "300MB"]
    return subprocess.run(
        [*COMMAND, *arguments[:1], *bounds, *arguments[1:]],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment,
    )


@pytest.mark.parametrize(("sql", "message"), EXHAUSTING.values(), ids=EXHAUSTING)
def test_what_never_ends_is_stopped(small, tmp_path, sql, message):
    # A process of its own: it may have to end with the query. A file: no argument is so long.
    path = tmp_path / "question.sql"
    path.write_text(sql)
    done = _run(small, message, "query", "-o", "csv", "-f", str(path))
    expected = 2 if "depth" in message else 1
    assert (done.returncode, done.stdout) == (expected, "")
    assert message in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(("condition", "message"), CONDITIONS.values(), ids=CONDITIONS)
def test_explain_takes_one_condition_and_nothing_else(attempt, condition, message):
    result = attempt("explain", "cost.gpu_unit_costs", "--where", condition)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


@pytest.mark.parametrize(
    ("condition", "message"), ENDLESS_CONDITIONS.values(), ids=ENDLESS_CONDITIONS
)
def test_a_condition_that_never_ends_is_stopped(built, condition, message):
    done = _run(built, message, "explain", "cost.gpu_unit_costs", "--where", condition)
    assert (done.returncode, done.stdout) == (1, "")
    assert message in done.stderr


def test_at_least_forty_attempts_were_made():
    assert len(ATTEMPTS) > 40
    record("attacks_refused", len(ATTEMPTS), "hostile queries and conditions, refused or bounded")
