"""The folder of an export is replaced whole, and only if it holds nothing but an export."""

import os
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.readers.export import folder as export_folder
from pipeline.readers.export.data_package import DESCRIPTOR


@pytest.fixture
def neocloud_export(small, monkeypatch):
    monkeypatch.setenv("NEOCLOUD_DATA", str(small.data))
    return lambda *arguments: CliRunner().invoke(app, ["export", *map(str, arguments)])


def test_two_exports_of_one_release_are_the_same(neocloud_export, tmp_path):
    first, again = tmp_path / "first" / DESCRIPTOR, tmp_path / "again" / DESCRIPTOR
    assert neocloud_export(first.parent).exit_code == neocloud_export(again.parent).exit_code == 0
    assert again.read_bytes() == first.read_bytes()  # which names the hash of each file


def test_an_earlier_export_is_replaced_whole(neocloud_export, tmp_path):
    assert neocloud_export(tmp_path / "out").exit_code == 0
    assert neocloud_export(tmp_path / "out", "--format", "csv").exit_code == 0
    assert {path.suffix for path in (tmp_path / "out").rglob("*.*")} == {".csv", ".json"}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_an_empty_folder_is_filled(neocloud_export, tmp_path):
    (tmp_path / "out").mkdir()
    result = neocloud_export(tmp_path / "out")
    assert result.exit_code == 0
    assert result.stdout.startswith("exported ")


@pytest.mark.parametrize("earlier", [False, True], ids=["a folder", "an earlier export"])
def test_a_folder_with_something_else_in_it_is_refused(neocloud_export, tmp_path, earlier):
    target = tmp_path / "out"
    if earlier:
        assert neocloud_export(target).exit_code == 0
    target.mkdir(exist_ok=True)
    (target / "notes.txt").write_text("mine")
    before = sorted(target.rglob("*"))
    result = neocloud_export(target)
    assert result.exit_code == 2
    assert "holds notes.txt, which no export wrote" in result.stderr
    assert "remedy: name a folder that is new, empty or an earlier export" in result.stderr
    assert sorted(target.rglob("*")) == before


@pytest.mark.parametrize(
    "text",
    ["no JSON", "[]", "{}", '{"name": "another", "resources": []}'],
    ids=["not JSON", "a list", "no name", "another package"],
)
def test_a_package_of_somebody_else_is_refused(neocloud_export, tmp_path, text):
    (tmp_path / DESCRIPTOR).write_text(text)
    result = neocloud_export(tmp_path)
    assert result.exit_code == 2
    assert (tmp_path / DESCRIPTOR).read_text() == text


def test_a_file_is_no_folder(neocloud_export, tmp_path):
    (tmp_path / "out").write_text("mine")
    result = neocloud_export(tmp_path / "out")
    assert result.exit_code == 2
    assert "is a file; name a folder" in result.stderr


def test_without_a_warehouse_the_remedy_is_named(neocloud_export, monkeypatch, tmp_path):
    monkeypatch.setenv("NEOCLOUD_DATA", str(tmp_path))
    result = neocloud_export(tmp_path / "out")
    assert result.exit_code == 1
    assert "make it with: neocloud build" in result.stderr
    assert list(tmp_path.iterdir()) == []


# Neither the tables nor the descriptor find room; then the tables do, and the descriptor does not.
@pytest.mark.parametrize("byte_count", [1_000, 20_000])
def test_a_full_disk_leaves_the_earlier_export_and_no_trace(
    small, neocloud_export, tmp_path, byte_count
):
    target = tmp_path / "out"
    assert neocloud_export(target).exit_code == 0
    before = (target / DESCRIPTOR).read_bytes()
    limited = (
        f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({byte_count}, {byte_count}));"
        "from pipeline.cli import main; main()"
    )
    result = subprocess.run(
        [sys.executable, "-c", limited, "export", str(target)],
        env={
            **os.environ,
            "NEOCLOUD_DATA": str(small.data),
            "PYTHONDONTWRITEBYTECODE": "1",  # the limit would cut short what Python keeps
        },
        capture_output=True,
        text=True,
    )
    assert result.returncode == 1
    assert result.stderr == (
        f"cannot write {target}: no room is left on the disk, or a file may grow no larger\n"
    )
    assert (target / DESCRIPTOR).read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_folder_that_cannot_be_put_in_place_puts_the_earlier_one_back(tmp_path):
    target, old = tmp_path / "out", tmp_path / "old"
    target.mkdir()
    (target / "table.csv").write_text("earlier")
    with pytest.raises(FileNotFoundError):
        export_folder.replace(target, tmp_path / "never written", old)
    assert (target / "table.csv").read_text() == "earlier"
    assert not old.exists()


def test_a_folder_that_cannot_be_written_is_a_fault(neocloud_export, tmp_path):
    (tmp_path / "file").write_text("")
    result = neocloud_export(tmp_path / "file" / "out")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"cannot write {tmp_path / 'file' / 'out'}: ")
