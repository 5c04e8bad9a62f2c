"""The bounds of a query hold while its result is written, too."""

import os
import subprocess
import sys
import time

import duckdb
import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.cli.bounded import LimitReached, limited
from pipeline.cli.query_limits import Limits
from tests.conftest import ROOT, places
from tests.trials.resilience import record

COMMAND = [sys.executable, "-c", "from pipeline.cli import main; main()", "query"]
LONG = "a" * 20_000
WIDE_ROWS = f'select range as "{LONG}" from range(3000000)'
MANY_ROWS = "select range, repeat('x', 20) as x from range(20000000)"
# What is asked, the options, what is said at the end.
WRITING = {
    "memory": (WIDE_ROWS, ["-o", "json", "--memory", "100MB"], "stopped at 100MB of "),
    "time": (MANY_ROWS, ["-o", "csv", "--timeout", "1.5"], "stopped after 1.5 s"),
    "output": (
        f'select range as "{LONG[:200]}" from range(2000000)',
        ["-o", "json", "--memory", "200MB"],
        "stopped at 200MB of output",
    ),
    "layout": (
        "select repeat('x', 10000) as x from range(10000)",
        ["-o", "table", "--timeout", "1.5"],
        "stopped after 1.5 s",
    ),
}


@pytest.mark.parametrize(("sql", "options", "message"), WRITING.values(), ids=WRITING)
@pytest.mark.parametrize("to_file", [False, True], ids=["stdout", "file"])
def test_writing_is_bounded_and_leaves_nothing(small, tmp_path, sql, options, message, to_file):
    target, scratch = tmp_path / "answer", tmp_path / "scratch"
    scratch.mkdir()
    target.write_text("yesterday")
    own = places(small.root) | {"NEOCLOUD_DATA": str(small.data), "TMPDIR": str(scratch)}
    started = time.monotonic()
    done = subprocess.run(
        [*COMMAND, *options, *(["-O", str(target)] if to_file else []), sql],
        cwd=ROOT,
        env=os.environ | own,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(message)
    assert time.monotonic() - started < 30
    assert target.read_text() == "yesterday"
    assert [*scratch.iterdir()] == []
    assert sorted(tmp_path.iterdir()) == [target, scratch]
    record("writing_bounded", 2 * len(WRITING), "results stopped while they were written")


def test_an_error_of_who_reads_what_was_interrupted_is_the_limit_s():
    def read():
        with duckdb.connect() as connection, limited(connection, Limits(0.05, 10**9)):
            time.sleep(0.3)
            raise duckdb.InvalidInputException("the stream that was read is gone")

    with pytest.raises(LimitReached, match=r"stopped after 0\.05 s"):
        read()


@pytest.mark.parametrize("seconds", ["inf", "nan", "-1", "0", "1e9", "86401"])
@pytest.mark.parametrize("command", [["query", "select 1"], ["explain", "core.hosts"]])
def test_no_query_is_without_bound(command, seconds):
    result = CliRunner().invoke(app, [*command, "--timeout", seconds])
    assert result.exit_code == 2
    assert result.stdout == ""
