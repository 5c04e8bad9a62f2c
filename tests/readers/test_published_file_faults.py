"""Whatever became of the published file, a reader gets one line with the remedy, or the answer."""

import os
import shutil
import sqlite3
import struct
import subprocess
import sys

import duckdb
import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.project.paths import Project
from pipeline.readers.published_file import NoWarehouse, open_published

RESTORE = (
    "put the last good release back with: neocloud restore, or make it anew with:"
    " neocloud build --all\n"
)
CUT = f"is cut short; {RESTORE}"
FOREIGN = f"is no DuckDB file; {RESTORE}"
NOT_OURS = f"is a DuckDB file, but holds no release of Neocloud; move it away, then {RESTORE}"
# Where DuckDB's file format has its version: after a checksum and a magic word.
VERSION, FIRST_HEADER = slice(12, 20), slice(8, 4096)


@pytest.fixture
def own(built, tmp_path) -> Project:
    """A project of one test, with a copy of the published file."""
    own = Project(tmp_path, tmp_path / "data")
    own.data.mkdir()
    for folder in ("seeds", "sql"):
        (tmp_path / folder).symlink_to(built.root / folder)
    shutil.copy(built.published, own.published)
    return own


@pytest.fixture
def ask(own, monkeypatch):
    """Return a function that runs a command on that copy."""
    monkeypatch.setenv("NEOCLOUD_ROOT", str(own.root))
    monkeypatch.setenv("NEOCLOUD_DATA", str(own.data))
    return lambda *arguments: CliRunner().invoke(app, arguments)


def refusal(ask):
    """Return what a query says, which is one line, and that there is nothing else to see."""
    result = ask("query", "select count(*) from meta.releases")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.count("\n") == 1
    return result.stderr


def checksum(block):
    """Return the checksum DuckDB puts before a block of whole eight-byte words."""
    result = 5381
    for (word,) in struct.iter_unpack("<Q", block):
        result ^= word * 0xBF58476D1CE4E5B9 % 2**64
    return result


def with_version(content, version):
    changed = bytearray(content)
    changed[VERSION] = struct.pack("<Q", version)
    changed[:8] = struct.pack("<Q", checksum(bytes(changed[FIRST_HEADER])))
    return bytes(changed)


def test_a_whole_file_answers(ask):
    assert ask("query", "-o", "csv", "select count(*) as n from meta.releases").stdout == "n\n1\n"


def test_a_missing_file_is_to_be_built(own, ask):
    own.published.unlink()
    assert refusal(ask) == "there is no data/neocloud.duckdb yet; make it with: neocloud build\n"


def test_a_missing_file_with_releases_left_is_to_be_restored(own, ask):
    own.releases.mkdir()
    own.published.rename(own.kept_release("20261124T000000.000000Z-00000000"))
    assert refusal(ask) == f"data/neocloud.duckdb is gone; {RESTORE}"


def test_a_missing_folder_is_to_be_built(own, ask):
    shutil.rmtree(own.data)
    assert refusal(ask) == "there is no data/neocloud.duckdb yet; make it with: neocloud build\n"


@pytest.mark.parametrize("kept", [100, 4096, 8192, 12288, 20000, -16384, -1])
def test_a_file_cut_short_is_told_from_a_whole_one(own, ask, kept):
    size = own.published.stat().st_size
    os.truncate(own.published, kept if kept > 0 else size + kept)
    assert refusal(ask) == f"data/neocloud.duckdb {CUT}"


def sqlite_file(path):
    with sqlite3.connect(path) as connection:
        connection.execute("create table releases (release_id)")
    connection.close()


def other_duckdb_file(path):
    with duckdb.connect(str(path)) as connection:
        connection.execute("create schema meta; create table meta.tables (release_id varchar)")


FOREIGN_FILES = {
    "nothing": (lambda path: path.touch(), FOREIGN),
    "one byte": (lambda path: path.write_bytes(b"\0"), FOREIGN),
    "zeros": (lambda path: path.write_bytes(bytes(100_000)), FOREIGN),
    "noise": (lambda path: path.write_bytes(bytes(range(256)) * 400), FOREIGN),
    "CSV": (lambda path: path.write_text("release_id\n1\n" * 10_000), FOREIGN),
    "SQLite": (sqlite_file, FOREIGN),
    "another DuckDB database": (other_duckdb_file, NOT_OURS),
    "a folder": (lambda path: path.mkdir(), f"is no file; move it away, then {RESTORE}"),
}


@pytest.mark.parametrize(("put", "message"), FOREIGN_FILES.values(), ids=FOREIGN_FILES)
def test_a_foreign_file_in_its_place_is_named_as_such(own, ask, put, message):
    own.published.unlink()
    put(own.published)
    assert refusal(ask) == f"data/neocloud.duckdb {message}"


def test_a_file_of_a_newer_duckdb_asks_for_that(own, ask):
    content = own.published.read_bytes()
    assert with_version(content, struct.unpack("<Q", content[VERSION])[0]) == content
    own.published.write_bytes(with_version(content, 1000))
    assert refusal(ask) == (
        f"data/neocloud.duckdb was written by a newer DuckDB than {duckdb.__version__};"
        f" install that, or {RESTORE}"
    )


def test_a_damaged_header_is_told(own, ask):
    content = bytearray(own.published.read_bytes())
    content[100] ^= 255
    own.published.write_bytes(content)
    assert refusal(ask) == f"data/neocloud.duckdb is damaged; {RESTORE}"


@pytest.mark.parametrize("command", ["query", "explain"])
def test_a_damaged_table_is_the_files_fault_and_not_the_querys(own, ask, command):
    content = bytearray(own.published.read_bytes())
    with duckdb.connect(str(own.published), read_only=True) as connection:
        # The blocks of this one table; the rest stays whole, so that the file opens.
        found = connection.execute(
            "select distinct block_id from pragma_storage_info('cost.gpu_unit_costs')"
            " where block_id >= 0"
        ).fetchall()
        (size,) = connection.execute("select block_size from pragma_database_size()").fetchone()
    for (block,) in found:
        content[3 * 4096 + block * size + 500] ^= 255
    own.published.write_bytes(content)
    arguments = {"query": ["from cost.gpu_unit_costs"], "explain": ["cost.gpu_unit_costs"]}
    result = ask(command, *arguments[command])
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"the published file is damaged; {RESTORE}"


def test_garbage_in_the_place_of_its_log_changes_no_answer(own, ask):
    own.published.with_suffix(".duckdb.wal").write_bytes(b"garbage")
    assert ask("query", "-o", "csv", "select count(*) as n from meta.releases").stdout == "n\n1\n"


@pytest.mark.parametrize(
    ("what", "mode", "message"),
    [
        (
            "published",
            0o200,
            "data/neocloud.duckdb may not be read by you; ask its owner for:"
            " chmod +r data/neocloud.duckdb\n",
        ),
        ("data", 0o000, "data/neocloud.duckdb cannot be read: Permission denied\n"),
    ],
    ids=["file", "folder"],
)
def test_what_one_may_not_read_names_the_remedy(own, ordinary_rights, what, mode, message):
    path = getattr(own, what)
    path.chmod(mode)
    command = [sys.executable, "-c", "from pipeline.cli import main; main()", "query", "select 1"]
    environment = os.environ | {"NEOCLOUD_ROOT": str(own.root), "NEOCLOUD_DATA": str(own.data)}
    done = subprocess.run(
        [*ordinary_rights, *command], env=environment, capture_output=True, text=True
    )
    path.chmod(0o700)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", message)


@pytest.mark.parametrize("fault", ["deleted", "replaced"])
def test_an_open_reader_keeps_its_snapshot(own, built, fault):
    with open_published(own) as reader:
        before = reader.execute("select count(*) from audit.source_coverage").fetchone()
        if fault == "deleted":
            own.published.unlink()
        else:
            other = own.data / "other"
            other_duckdb_file(other)
            other.replace(own.published)
        assert reader.execute("select count(*) from audit.source_coverage").fetchone() == before
        assert reader.execute("select count(*) > 10000 from audit.figure_sources").fetchone() == (
            True,
        )
    with pytest.raises(NoWarehouse), open_published(own):
        pass
