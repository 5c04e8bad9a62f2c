"""Each broken file is refused in its own words, with exit code 1, and nothing readers see moves."""

import os
import re
import shutil
from collections import Counter
from contextlib import contextmanager

import dagster as dg
import duckdb
import pytest

from pipeline.orchestration.assets.tables import build_in_words
from pipeline.project.bad_input import BadInput
from pipeline.project.paths import Project
from pipeline.warehouse.catalog import project_tables
from pipeline.warehouse.working_file import open_working
from tests.small_project import FILES, build_all
from tests.trials.bad_input.bad_files import restore
from tests.trials.bad_input.bad_seeds import BAD_SEEDS, SEEDS_KINDS
from tests.trials.bad_input.bad_sql import BAD_SQL, SQL_KINDS
from tests.trials.resilience import record

CASES = [*BAD_SEEDS, *BAD_SQL]
# Every case meets the code that a run of the command comes to; the first of each kind, and a check
# that finds rows, the command itself. `make chaos` gives it all of them.
COMMANDED = [*(kind[0] for kind in (*SEEDS_KINDS, *SQL_KINDS)), SQL_KINDS[-2][-1]]
COMMANDED = CASES if os.environ.get("NEOCLOUD_RECORD") == "1" else COMMANDED
# These run as processes of their own too, over the whole project.
KINDS = ("UTF-16", "macro that is none")
ALONE = [case for case in CASES if case.name in KINDS]
# What the SQL of the small project asks of the numbers chosen by us, beyond the real ones.
ASSUMED = (
    "largest_host_gb,base,4096,gigabytes,No machine holds more.,neocloud_conventions,test,\n"
    "usd_per_gb_hour,base,0.005,US dollars,What a gigabyte costs.,neocloud_conventions,test,\n"
)


@pytest.fixture(scope="module")
def unbroken(built, tmp_path_factory) -> Project:
    """All seeds with the SQL files of the small project, built and published."""
    root = tmp_path_factory.mktemp("unbroken")
    shutil.copytree(built.seeds, root / "seeds")
    shutil.copytree(FILES / "sql", root / "sql")
    with (root / "seeds" / "reference" / "assumptions.csv").open("a", encoding="utf-8") as file:
        file.write(ASSUMED)
    own = Project(root, root / "data")
    build_all(own, project_tables(own))
    return own


@pytest.fixture(scope="module")
def project(unbroken, tmp_path_factory) -> Project:
    """A copy that every case may break and must leave mended."""
    root = tmp_path_factory.mktemp("bad_input") / "project"
    shutil.copytree(unbroken.root, root)
    return Project(root, root / "data")


@pytest.fixture(scope="module")
def good(project):
    """What the working file holds before anything is broken."""
    return warehouse(project)


@pytest.fixture(scope="module")
def working(unbroken, tmp_path_factory):
    """Another such copy, and a connection to its working file, which no case may change."""
    root = tmp_path_factory.mktemp("working") / "project"
    shutil.copytree(unbroken.root, root)
    own = Project(root, root / "data")
    with open_working(own) as connection:
        before = held(connection)
        yield own, connection
        assert held(connection) == before


@contextmanager
def broken(project, case, good):
    """Change the files of one case, then put back those of the good project."""
    try:
        for place, change in case.changes.items():
            change(project.root / place)
        yield
    finally:
        for place in case.changes:
            restore(project.root / place, good.root / place)


def warehouse(project):
    """Return what the working file holds."""
    with duckdb.connect(str(project.working), read_only=True) as connection:
        return held(connection)


def held(connection):
    """Return the working file's catalogue, its record of builds, and every table's rows."""
    found = connection.execute("select schema_name || '.' || table_name from duckdb_tables()")
    names = [name for (name,) in found.fetchall()]
    rows = {name: f"select count(*), sum(hash(t)) from {name} as t" for name in names}
    return catalogue(connection), {n: connection.execute(q).fetchall() for n, q in rows.items()}


def catalogue(connection):
    """Return the tables and macros of the working file, and its record of builds."""
    asked = (
        "select schema_name, table_name, comment, sql from duckdb_tables() order by all",
        "select schema_name, function_name from duckdb_functions() where not internal order by all",
        "from meta.builds order by table_name",
    )
    return [connection.execute(sql).fetchall() for sql in asked]


def named(errors):
    """Return the lines of the errors that name a file of the project."""
    return [line for line in errors.splitlines() if re.match(r"(seeds|sql)[/:]|\w+\.\w+: ", line)]


def refusal(project, connection, case):
    """Return the words in which a build of the case's table is refused."""
    try:
        tables = {table.name: table for table in project_tables(project)}
        name = case.select.removeprefix("key:").replace("/", ".")
        result = build_in_words(connection, project, tables[name], "tests")
    except BadInput as error:
        return str(error)
    except dg.Failure as failure:
        return failure.description
    return "\n".join(map(str, result.broken))


@pytest.mark.parametrize("case", CASES, ids=map(str, CASES))
def test_a_broken_file_is_refused_and_changes_nothing(case, working, unbroken):
    project, connection = working
    before = catalogue(connection)
    with broken(project, case, unbroken):
        said = refusal(project, connection, case)
    assert named(said) == case.message.splitlines()
    assert catalogue(connection) == before


@pytest.mark.parametrize("case", COMMANDED, ids=map(str, COMMANDED))
def test_the_command_says_what_is_broken(case, project, unbroken, neocloud, good):
    release, held = project.published.read_bytes(), project.working.read_bytes()
    with broken(project, case, unbroken):
        left = neocloud(project.root, "build", "--select", case.select)
    assert named(left.stderr) == case.message.splitlines()
    assert "Traceback" not in left.stderr
    assert "fault of neocloud" not in left.stderr
    assert (left.returncode, left.stdout) == (1, "")
    assert project.published.read_bytes() == release
    assert project.working.read_bytes() == held or warehouse(project) == good


def test_every_case_has_a_name_and_a_message_of_its_own():
    counts = Counter(map(str, CASES)) + Counter(case.message for case in CASES)
    assert {text: count for text, count in counts.items() if count > 1} == {}


@pytest.mark.parametrize("case", ALONE, ids=map(str, ALONE))
def test_the_command_itself_leaves_with_exit_code_1(case, own_project, built, neocloud_process):
    shutil.copy(built.published, own_project.published)
    release = own_project.published.read_bytes()
    selected = ["--select", case.select] if case in BAD_SEEDS else []
    with broken(own_project, case, built):
        left = neocloud_process(own_project.root, "build", *selected)
    assert (left.returncode, left.stdout, named(left.stderr)) == (1, "", case.message.splitlines())
    assert "Traceback" not in left.stderr
    assert own_project.published.read_bytes() == release


def test_a_project_mended_after_its_cases_still_builds(project, unbroken, neocloud):
    left = neocloud(project.root, "build", "--select", "key:reference/source_authors")
    shutil.copy(unbroken.working, project.working)
    shutil.copy(unbroken.published, project.published)
    assert left.returncode == 0, left.stderr
    assert left.stdout.startswith("published data/neocloud.duckdb:")


def test_a_fault_of_neocloud_itself_is_one_line_and_a_log(project, tmp_path, neocloud):
    runs = tmp_path / "dagster" / "history" / "runs.db"
    runs.parent.mkdir(parents=True)
    runs.write_bytes(b"no database" * 1000)
    left = neocloud(project.root, "build", NEOCLOUD_DATA=str(tmp_path))
    (log,) = (tmp_path / "logs").iterdir()
    assert (left.returncode, left.stdout) == (1, "")
    assert re.fullmatch(
        rf"this is a fault of neocloud itself: \w+: .*; please report it with {log}\n", left.stderr
    )
    assert "Traceback (most recent call last):" in log.read_text(encoding="utf-8")


def test_what_the_system_refuses_is_one_line(project, tmp_path, neocloud):
    (tmp_path / "dagster").touch()
    left = neocloud(project.root, "build", NEOCLOUD_DATA=str(tmp_path))
    assert (left.returncode, left.stdout) == (1, "")
    assert left.stderr == (
        f"something stands where a file or folder of {tmp_path} belongs"
        f" ([Errno 17] File exists: '{tmp_path / 'dagster'}'); move it away, then run again:"
        " neocloud build\n"
    )


def test_there_are_at_least_sixty_cases():
    record("inputs_broken", len(CASES), "broken seed and SQL files, each refused in words")
    assert len(CASES) >= 60
