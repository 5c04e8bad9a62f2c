"""Each broken file is refused in its own words, with exit code 1, and nothing readers see moves."""

import gc
import os
import re
import shutil
import subprocess
import sys
from collections import Counter

import duckdb
import pytest

from pipeline.cli import main
from pipeline.project.paths import Project
from tests.trials.bad_input.bad_files import restore
from tests.trials.bad_input.bad_seeds import BAD_SEEDS
from tests.trials.bad_input.bad_sql import BAD_SQL
from tests.trials.resilience import record

CASES = [*BAD_SEEDS, *BAD_SQL]
# These run as processes of their own too, over the whole project.
KINDS = ("UTF-16", "source misspelt", "file without a class", "later layer", "macro that is none")
ALONE = [case for case in CASES if case.name in KINDS]


@pytest.fixture(scope="module")
def project(built, tmp_path_factory) -> Project:
    """A project that every case may break and must leave mended, built and published already."""
    root = tmp_path_factory.mktemp("bad_input")
    for folder in ("seeds", "sql"):
        shutil.copytree(built.root / folder, root / folder)
    own = Project(root, root / "data")
    own.working.parent.mkdir(parents=True)
    shutil.copy(built.published, own.working)
    shutil.copy(built.published, own.published)
    return own


@pytest.fixture(scope="module")
def good(project):
    """What the working file holds before anything is broken."""
    return warehouse(project)


@pytest.fixture
def broken(project, built, request):
    """The project with the files of one case changed."""
    for place, change in request.param.changes.items():
        change(project.root / place)
    yield project
    for place in request.param.changes:
        restore(project.root / place, built.root / place)


@pytest.fixture
def neocloud(project, monkeypatch, capsys):
    """Return a function that runs the command in this process: exit code, output, errors."""

    def run(*arguments, data=project.data):
        monkeypatch.setenv("NEOCLOUD_ROOT", str(project.root))
        monkeypatch.setenv("NEOCLOUD_DATA", str(data))
        monkeypatch.setenv("DAGSTER_HOME", "")  # so that what the command sets is taken back
        monkeypatch.setattr(sys, "argv", ["neocloud", *arguments])
        with pytest.raises(SystemExit) as left:
            main()
        gc.enable()
        return (left.value.code, *capsys.readouterr())

    return run


def warehouse(project):
    """Return the working file's catalogue, its record of builds, and every table's rows."""
    with duckdb.connect(str(project.working), read_only=True) as connection:

        def ask(sql):
            return connection.execute(sql).fetchall()

        names = ask("select schema_name || '.' || table_name from duckdb_tables() order by 1")
        return [
            ask("select schema_name, table_name, comment, sql from duckdb_tables() order by all"),
            ask("select schema_name, function_name from duckdb_functions() where not internal"),
            ask("from meta.builds order by table_name"),
            {name: ask(f"select count(*), sum(hash(t)) from {name} as t") for (name,) in names},
        ]


def named(errors):
    """Return the lines of the errors that name a file of the project."""
    return [line for line in errors.splitlines() if re.match(r"(seeds|sql)[/:]|\w+\.\w+: ", line)]


@pytest.mark.parametrize(
    ("broken", "case"), [(c, c) for c in CASES], indirect=["broken"], ids=map(str, CASES)
)
def test_a_broken_file_is_refused_and_changes_nothing(broken, case, neocloud, good):
    release, held = broken.published.read_bytes(), broken.working.read_bytes()
    code, output, errors = neocloud("build", "--select", case.select)
    assert named(errors) == case.message.splitlines()
    assert "Traceback" not in errors
    assert "fault of neocloud" not in errors
    assert (code, output) == (1, "")
    assert broken.published.read_bytes() == release
    assert broken.working.read_bytes() == held or warehouse(broken) == good


def test_every_case_has_a_name_and_a_message_of_its_own():
    counts = Counter(map(str, CASES)) + Counter(case.message for case in CASES)
    assert {text: count for text, count in counts.items() if count > 1} == {}


@pytest.mark.parametrize(
    ("broken", "case"), [(c, c) for c in ALONE], indirect=["broken"], ids=map(str, ALONE)
)
def test_the_command_itself_leaves_with_exit_code_1(broken, case):
    release = broken.published.read_bytes()
    environment = os.environ | {
        "NEOCLOUD_ROOT": str(broken.root),
        "NEOCLOUD_DATA": str(broken.data),
    }
    command = [sys.executable, "-c", "from pipeline.cli import main; main()", "build"]
    selected = [*command, "--select", case.select] if case in BAD_SEEDS else command
    left = subprocess.run(selected, env=environment, capture_output=True, text=True, timeout=120)
    assert (left.returncode, left.stdout, named(left.stderr)) == (1, "", case.message.splitlines())
    assert "Traceback" not in left.stderr
    assert broken.published.read_bytes() == release


def test_a_project_mended_after_its_cases_still_builds(project, built, neocloud):
    code, output, _ = neocloud("build", "--select", "key:reference/source_authors")
    shutil.copy(built.published, project.working)
    shutil.copy(built.published, project.published)
    assert (code, output.partition(":")[0]) == (0, "published data/neocloud.duckdb")


def test_a_fault_of_neocloud_itself_is_one_line_and_a_log(project, tmp_path, neocloud):
    runs = tmp_path / "dagster" / "history" / "runs.db"
    runs.parent.mkdir(parents=True)
    runs.write_bytes(b"no database" * 1000)
    code, output, errors = neocloud("build", data=tmp_path)
    (log,) = (tmp_path / "logs").iterdir()
    assert (code, output) == (1, "")
    assert re.fullmatch(
        rf"this is a fault of neocloud itself: \w+: .*; please report it with {log}\n", errors
    )
    assert "Traceback (most recent call last):" in log.read_text(encoding="utf-8")


def test_what_the_system_refuses_is_one_line(tmp_path, neocloud):
    (tmp_path / "dagster").touch()
    code, output, errors = neocloud("build", data=tmp_path)
    assert (code, output) == (1, "")
    assert errors == (
        f"something stands where a file or folder of {tmp_path} belongs"
        f" ([Errno 17] File exists: '{tmp_path / 'dagster'}'); move it away, then run again:"
        " neocloud build\n"
    )


def test_there_are_at_least_sixty_cases():
    record("inputs_broken", len(CASES), "broken seed and SQL files, each refused in words")
    assert len(CASES) >= 60
