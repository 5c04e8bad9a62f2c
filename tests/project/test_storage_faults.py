"""What the disk does to a build: one line with the remedy, and the last release as it was."""

import errno
import os
import re
import shutil
import struct
import subprocess
import sys

import duckdb
import pytest

from pipeline.project.storage_faults import storage_fault
from pipeline.warehouse.build import build
from pipeline.warehouse.publish import publish
from pipeline.warehouse.staleness import stale_tables
from pipeline.warehouse.working_file import open_working
from tests.conftest import ROOT
from tests.small_project import small_tables
from tests.trials.resilience import record


def truncated(file, share):
    content = file.read_bytes()
    file.write_bytes(content[: int(len(content) * share)])


def newer(file):
    """Say in the header, with a checksum that fits, that a later DuckDB wrote the file."""
    content = bytearray(file.read_bytes())
    content[12:20] = struct.pack("<Q", 999)
    content[0:8] = struct.pack("<Q", checksum(bytes(content[8:4096])))
    file.write_bytes(bytes(content))


def checksum(data):
    """DuckDB's checksum of a header, whose length is a multiple of eight."""
    result, mask = 5381, (1 << 64) - 1
    for (word,) in struct.iter_unpack("<Q", data):
        result ^= (word * 0xBF58476D1CE4E5B9) & mask
    return result


def other_database(file):
    file.unlink()
    with duckdb.connect(str(file)) as connection:
        connection.execute("create table strangers as select 1 as a")


DAMAGES = {
    "empty": lambda file: file.write_bytes(b""),
    "cut in the header": lambda file: truncated(file, 0.001),
    "cut in the middle": lambda file: truncated(file, 0.5),
    "cut near the end": lambda file: truncated(file, 0.9),
    "a CSV file": lambda file: file.write_text("a,b\n1,2\n" * 1000),
    "a newer DuckDB's": newer,
    "another database": other_database,
    "a folder": lambda file: (file.unlink(), file.mkdir()),
    "a broken log": lambda file: file.with_name(file.name + ".wal").write_bytes(b"\0log" * 999),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_working_file_that_cannot_be_used_is_made_anew(own_small, damage):
    release = own_small.published.read_bytes()
    damage(own_small.working)
    said, tables = [], small_tables(own_small)
    with open_working(own_small, said.append) as connection:
        assert own_small.published.read_bytes() == release
        stale = stale_tables(connection, tables)
        for table in tables:
            if table.name in stale:
                assert not build(connection, table, "again").broken
        publish(connection, own_small, tables, "again")
    assert len(said) <= 1
    with duckdb.connect(str(own_small.published), read_only=True) as reader:
        assert reader.execute("select count(*) from cost.host_prices").fetchone() == (2,)
        strangers = "select table_name from duckdb_tables() where schema_name = 'main'"
        assert reader.execute(strangers).fetchall() == []


def test_the_damages_are_counted():
    assert len(DAMAGES) == 9
    record("disks_damaged_files", len(DAMAGES), "ways to damage the working file, each made anew")


def test_a_file_set_aside_is_named(own_small):
    own_small.working.write_text("no database")
    said = []
    with open_working(own_small, said.append):
        pass
    (message,) = said
    assert message.startswith("the working file could not be read and is now data/build/damaged-")
    (aside,) = own_small.working.parent.glob("damaged-*")
    assert aside.read_text() == "no database"


# What Python, DuckDB and SQLite say of the same refusal, and the start of what we say.
WORDINGS = {
    "Python, full": (OSError(errno.ENOSPC, "No space left on device"), "the disk of "),
    "Python, quota": (OSError(errno.EDQUOT, "Disk quota exceeded"), "the disk of "),
    "SQLite, full": (RuntimeError("database or disk is full"), "the disk of "),
    "DuckDB, full": (
        duckdb.IOException("Could not write file: No space left on device"),
        "the disk of ",
    ),
    "Python, read-only": (OSError(errno.EROFS, "Read-only file system"), "{data} cannot be"),
    "SQLite, read-only": (RuntimeError("attempt to write a readonly database"), "{data} cannot"),
    "Python, denied": (PermissionError(errno.EACCES, "Permission denied"), "{data} cannot be"),
    "a file for a folder": (NotADirectoryError(errno.ENOTDIR, "Not a directory"), "something sta"),
    "DuckDB, damaged": (duckdb.Error("Corrupt database file: computed"), "data/build/neocloud.du"),
}


@pytest.mark.parametrize(("error", "start"), WORDINGS.values(), ids=WORDINGS)
def test_each_librarys_wording_is_understood(own_small, error, start):
    said = storage_fault(error, own_small)
    assert said.startswith(start.format(data=own_small.data))
    assert "\n" not in said
    wrapped = RuntimeError("Dagster's own words")
    wrapped.__cause__ = error
    # Others may write to the disk between the two.
    free = re.compile(r"[\d.]+ MB are free")
    assert free.sub("", storage_fault(wrapped, own_small)) == free.sub("", said)


@pytest.mark.parametrize(
    "words", ["Binder Error: no such column", "INTERNAL Error: a query that DuckDB cannot plan"]
)
def test_what_is_not_the_disks_fault_is_left_alone(own_small, words):
    assert storage_fault(duckdb.Error(words), own_small) is None


def test_a_file_elsewhere_that_the_system_refuses_is_not_the_data_folders_fault(own_small):
    seed = own_small.seeds / "pricing" / "instance_recipes.csv"
    denied = PermissionError(errno.EACCES, "Permission denied", str(seed))
    assert storage_fault(denied, own_small) is None
    inside = PermissionError(errno.EACCES, "Permission denied", str(own_small.working))
    assert storage_fault(inside, own_small).startswith(f"{own_small.data} cannot be written")


def test_a_working_file_open_elsewhere_is_named_with_its_process(own_small):
    environment = os.environ | {
        "NEOCLOUD_ROOT": str(own_small.root),
        "NEOCLOUD_DATA": str(own_small.data),
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-m", "tests.small_project", "build", "--all"]
    with duckdb.connect(str(own_small.working)):
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 1
    assert "data/build/neocloud.duckdb is open in " in done.stderr
    assert f"PID {os.getpid()}" in done.stderr
    assert "close it there, then run again: neocloud build" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_where_the_data_folder_belongs_is_named(own_small, small_neocloud):
    shutil.rmtree(own_small.data)
    own_small.data.write_text("a file")
    done = small_neocloud(own_small.root, "build")
    assert done.returncode == 1
    assert done.stderr.startswith("something stands where a file or folder of ")
    assert "Traceback" not in done.stderr
