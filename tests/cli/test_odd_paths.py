"""A folder of any name works, or is refused in one line and nothing is written beside it."""

import shutil

import pytest

from tests.small_project import copy_files
from tests.trials.resilience import record

REFUSED = ["a%20b", "what?x=1", "[ab]*", "a\\b", "two\nlines"]
TAKEN = ["a#b; select 1", "key=value", "quote'\"s", "智 算", "{x}$HOME~"]


@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.parametrize("command", [["build"], ["query", "select 1"], ["ui", "--read-only"]])
def test_a_path_that_would_be_misread_is_refused(tmp_path, small_neocloud, name, command):
    root = tmp_path / name
    root.mkdir()
    done = small_neocloud(root, *command)
    assert (done.returncode, done.stdout) == (1, "")
    assert "takes for a part of an address or a pattern" in done.stderr
    assert done.stderr.count("\n") == 1
    assert [*tmp_path.rglob("*")] == [root]


@pytest.mark.parametrize("name", TAKEN)
def test_any_other_path_is_built_in_and_asked(tmp_path, small, small_neocloud, name):
    root = tmp_path / name
    copy_files(root)
    if name == TAKEN[1]:  # one whole build is enough: what Dagster keeps, DuckDB makes
        done = small_neocloud(root, "build")
        assert done.returncode == 0, done.stderr
    else:
        shutil.copytree(small.data, root / "data")
    asked = small_neocloud(root, "query", "-o", "csv", "select count(*) > 0 as n from core.hosts")
    assert (asked.returncode, asked.stdout) == (0, "n\ntrue\n")
    assert sorted(path.name for path in root.iterdir()) == ["data", "seeds", "sql"]
    assert [*tmp_path.iterdir()] == [root]
    record("paths", len(REFUSED) + len(TAKEN), "folders of odd names, used or refused in words")
