"""No result is written over what the project needs."""

import subprocess
from pathlib import Path

import pytest

from pipeline.project.own_files import is_own
from pipeline.project.paths import Project
from tests.conftest import ROOT

PROJECT = Project(ROOT, ROOT / "data")
OURS = [
    "data/neocloud.duckdb",
    "data/neocloud.duckdb.wal",
    "data/.neocloud.duckdb.77",
    "data/build/neocloud.duckdb",
    "data/build/new.csv",
    "data/releases/x.duckdb",
    "data/dagster/dagster.yaml",
    "data/logs/x.txt",
    "data",
    "sql/core/../../seeds/new/x.csv",
    "pipeline/new.py",
    ".git/config",
    ".env",
    ".",
]
OTHERS = ["answer.csv", "data/report.html", "exports/csv", "data/answer.csv", "/tmp/answer.csv"]


def test_every_file_under_version_control_is_the_projects_own():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True).stdout
    assert [name for name in listed.split() if not is_own(PROJECT, ROOT / name)] == []


@pytest.mark.parametrize("path", OURS)
def test_what_the_warehouse_and_the_checkout_need_is_the_projects_own(path):
    assert is_own(PROJECT, ROOT / path)


@pytest.mark.parametrize("path", OTHERS)
def test_other_places_are_free(path):
    assert not is_own(PROJECT, ROOT / path)


def test_a_link_to_what_is_ours_is_ours(tmp_path):
    link = tmp_path / "answer.csv"
    link.symlink_to(ROOT / "seeds" / "funding" / "valuations.csv")
    assert is_own(PROJECT, link)


@pytest.mark.parametrize(
    "arguments",
    [
        ("query", "select 1", "-O"),
        ("query", "-o", "csv", "select 1", "-O"),
        ("report", "-O"),
        ("export",),
    ],
    ids=["table", "csv", "report", "export"],
)
@pytest.mark.parametrize("place", ["data/neocloud.duckdb.wal", "seeds/pricing/price_lists.csv"])
def test_the_commands_write_nothing_there(own_small, small_neocloud, arguments, place):
    target: Path = own_small.root / place
    before = target.read_bytes() if target.exists() else None
    result = small_neocloud(own_small.root, *arguments, str(target))
    assert (result.returncode, result.stdout) == (2, "")
    assert "belongs to the project; write the " in result.stderr
    assert (target.read_bytes() if target.exists() else None) == before
