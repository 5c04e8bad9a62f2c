"""``neocloud report``: where the page goes, and what is said when it cannot."""

import re

from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.readers.report.charts import all_charts


def neocloud(*arguments):
    return CliRunner().invoke(app, ["report", *map(str, arguments)])


def test_the_command_writes_the_page_and_says_where(built, report, tmp_path, monkeypatch):
    monkeypatch.setenv("NEOCLOUD_DATA", str(built.data))
    path = tmp_path / "new folder" / "page.html"
    result = neocloud("-O", path)
    assert result.exit_code == 0
    said = rf"wrote {re.escape(str(path))}: {len(all_charts())} charts, \d\.\d MB, release \S+\n"
    assert re.fullmatch(said, result.stdout)
    assert [each.name for each in path.parent.iterdir()] == ["page.html"]
    assert path.read_bytes() == report.read_bytes()  # the same release makes the same page


def test_without_a_warehouse_the_command_says_how_to_make_one(tmp_path, monkeypatch):
    monkeypatch.setenv("NEOCLOUD_DATA", str(tmp_path))
    result = neocloud()
    assert result.exit_code == 1
    assert "make it with: neocloud build" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_leaves_nothing_behind(built, tmp_path, monkeypatch):
    monkeypatch.setenv("NEOCLOUD_DATA", str(built.data))
    (tmp_path / "taken").mkdir()
    result = neocloud("-O", tmp_path / "taken")
    assert result.exit_code == 1
    assert "cannot write the report" in result.stderr
    assert [each.name for each in tmp_path.iterdir()] == ["taken"]
