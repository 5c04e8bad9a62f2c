"""A result arrives whole or not at all, within bounds, and runs no formula in a spreadsheet."""

import csv
import io
import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from tests.conftest import ROOT

COMMAND = [sys.executable, "-c", "from pipeline.cli import main; main()", "query"]
FORMATS = ["table", "markdown", "csv", "json", "parquet"]


@pytest.fixture
def query(small, monkeypatch):
    """Return a function that runs ``neocloud query`` in-process."""
    monkeypatch.setenv("NEOCLOUD_DATA", str(small.data))
    return lambda *arguments: CliRunner().invoke(app, ["query", *map(str, arguments)])


@pytest.fixture
def started(small):
    """Return a function that starts ``neocloud query`` in a process of its own."""
    environment = {"NEOCLOUD_DATA": str(small.data), "NEOCLOUD_ROOT": str(small.root)}
    environment["PATH"] = os.environ.get("PATH", os.defpath)
    # A limit on the size of files would cut short what Python keeps of a module.
    environment["PYTHONDONTWRITEBYTECODE"] = "1"

    def start(*arguments, before=(), **options):
        return subprocess.Popen(
            [*before, *COMMAND, *map(str, arguments)],
            env=environment,
            cwd=ROOT,
            stderr=subprocess.PIPE,
            text=True,
            **options,
        )

    return start


@pytest.mark.parametrize("output_format", FORMATS)
def test_a_new_file_replaces_the_old_one(query, tmp_path, output_format):
    target = tmp_path / "answer"
    target.write_text("yesterday")
    assert query("-o", output_format, "-O", target, "select 42 as n").exit_code == 0
    assert b"yesterday" not in target.read_bytes()
    assert [*tmp_path.iterdir()] == [target]
    read = {"csv": "read_csv", "json": "read_json", "parquet": "read_parquet"}
    if output_format in read:
        assert duckdb.sql(f"from {read[output_format]}('{target}')").fetchall() == [(42,)]
    else:
        assert "42" in target.read_text()


@pytest.mark.parametrize("output_format", FORMATS)
def test_a_query_that_fails_late_leaves_the_old_file(query, tmp_path, output_format):
    target = tmp_path / "answer"
    target.write_text("yesterday")
    late = "select if(range = 9999, error('late'), range) as n from range(10000)"
    assert query("-o", output_format, "-O", target, late).exit_code == 2
    assert ([*tmp_path.iterdir()], target.read_text()) == ([target], "yesterday")


@pytest.mark.skipif(sys.platform != "linux", reason="uses a limit that other systems lack")
@pytest.mark.parametrize("output_format", FORMATS)
def test_a_disk_that_fills_up_midway_leaves_the_old_file(started, tmp_path, output_format):
    target = tmp_path / "answer"
    target.write_text("yesterday")

    def allow_little():
        resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))

    query = "select md5(range::varchar) as text from range(10000)"
    arguments = ["-o", output_format, "-O", target, query]
    process = started(*arguments, preexec_fn=allow_little)
    message = process.communicate()[1]
    assert process.returncode == 1
    assert message.startswith("cannot write the result: ")
    assert message.count("\n") == 1
    assert ([*tmp_path.iterdir()], target.read_text()) == ([target], "yesterday")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("output_format", FORMATS)
@pytest.mark.parametrize("to", ["option", "standard output"])
def test_a_full_device_is_told(started, output_format, to):
    with open("/dev/full", "w") as full:  # noqa: PTH123
        arguments = ["-o", output_format, "select 1"]
        if to == "option":
            process = started(*arguments, "-O", "/dev/full", stdout=subprocess.PIPE)
        else:
            process = started(*arguments, stdout=full)
        assert process.communicate()[1] == (
            "cannot write the result: no room is left on the disk, or a file may grow no larger\n"
        )
    assert process.returncode == 1


@pytest.mark.parametrize("output_format", FORMATS)
def test_a_missing_folder_and_a_folder_are_told(query, tmp_path, output_format):
    missing = query("-o", output_format, "-O", tmp_path / "none" / "answer", "select 1")
    assert missing.exit_code == 1
    assert missing.stderr.endswith(f"there is no folder {tmp_path / 'none'}\n")
    folder = query("-o", output_format, "-O", tmp_path, "select 1")
    assert (folder.exit_code, folder.stderr) == (1, f"cannot write {tmp_path}: it is a folder\n")


@pytest.mark.parametrize("output_format", FORMATS)
def test_a_folder_one_may_not_write_is_told(started, tmp_path, ordinary_rights, output_format):
    tmp_path.chmod(0o500)
    arguments = ["-o", output_format, "-O", tmp_path / "answer", "select 1"]
    process = started(*arguments, before=ordinary_rights)
    said = process.communicate()[1]
    tmp_path.chmod(0o700)
    assert process.returncode == 1
    assert "Permission denied" in said
    assert said.count("\n") == 1


@pytest.mark.parametrize("path", ["neocloud.duckdb", "build/x.csv", "releases/x", "dagster/x"])
def test_the_warehouse_itself_is_not_overwritten(query, small, path):
    before = small.published.read_bytes()
    result = query("-o", "csv", "-O", small.data / path, "select 1")
    assert result.exit_code == 2
    assert "belongs to the project" in result.stderr
    assert small.published.read_bytes() == before


def test_a_link_to_the_warehouse_is_seen_through(query, small, tmp_path):
    (tmp_path / "link").symlink_to(small.published)
    assert query("-o", "csv", "-O", tmp_path / "link", "select 1").exit_code == 2


@pytest.mark.parametrize("output_format", FORMATS[:4])
def test_a_reader_that_reads_no_further_is_no_fault(started, output_format):
    large = "select range, md5(range::varchar) from range(9999)"
    process = started("-o", output_format, large, stdout=subprocess.PIPE)
    process.stdout.readline()
    process.stdout.close()
    assert (process.wait(), process.stderr.read()) == (141, "")
    process.stderr.close()


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_ctrl_c_leaves_with_130(started):
    endless = "select count(*) from range(1000000) a, range(1000000) b, range(1000000) c"
    process = started(endless, stdout=subprocess.PIPE)
    status = Path(f"/proc/{process.pid}/task")
    while len([*status.iterdir()]) < 3:  # its threads have started
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    out, message = process.communicate()
    assert (process.returncode, out, message) == (130, "", "given up\n")


def test_a_table_shows_the_first_rows_and_says_how_many_more(query):
    result = query("--limit", "2", "-o", "markdown", "select range as n from range(1002)")
    assert result.stdout.split() == ["|", "n", "|", "|", "---", "|", "|", "0", "|", "|", "1", "|"]
    assert result.stderr == "… and 1,000 more rows; see them with --limit or -o csv\n"


def test_a_file_holds_every_row(query):
    assert query("-o", "csv", "from range(12345)").stdout.count("\n") == 12346


def test_a_cell_that_nobody_can_read_is_cut_in_a_table_and_whole_in_csv(query):
    result = query("-o", "markdown", "select repeat('x', 12345) as long")
    assert (result.stdout.count("x"), result.stdout.count("…")) == (10_000, 1)
    assert result.stderr == "a cell of 12,345 characters is cut; whole with: -o csv\n"
    assert query("-o", "csv", "select repeat('x', 12345) as long").stdout.count("x") == 12345


def test_a_table_obeys_neither_markup_nor_terminal_codes(query, tmp_path):
    target = tmp_path / "answer.md"
    sql = "select '[bold]' || chr(27) || '[31m' as a"
    assert "[bold]␛[31m" in query("-o", "markdown", sql).stdout
    query("-o", "markdown", "-O", target, sql)
    assert "[bold]␛[31m" in target.read_text()


def test_a_result_keeps_its_types_on_the_way_to_parquet(query, tmp_path):
    target = tmp_path / "answer.parquet"
    sql = (
        "select 1.25::decimal(38, 10) as a, date '2023-06-20' as b, '{\"k\": 1}'::json as c,"
        " 1::bigint as d, 0.5::double as e, [1, 2] as f, {'x': 1} as g, true as h, null::int as i,"
        " timestamptz '2023-06-20 00:00:00+00' as j"
    )
    assert query("-o", "parquet", "-O", target, sql).exit_code == 0
    kinds = "select column_type from (describe from ({}))"
    assert (
        duckdb.sql(kinds.format(f"from '{target}'")).fetchall()
        == duckdb.sql(kinds.format(sql)).fetchall()
    )


def test_pivot_needs_no_list_of_values(query):
    sql = "pivot (from (values ('a', 1), ('b', 2)) as t (k, v)) on k using sum(v)"
    assert query("-o", "csv", sql).stdout == "a,b\n1,2\n"


FORMULAS = {
    "equals": ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
    "plus": ("+1+1", "'+1+1"),
    "minus": ("-2+3", "'-2+3"),
    "at": ("@SUM(1)", "'@SUM(1)"),
    "tab": ("\t=1", "'\t=1"),
    "carriage return": ("\r=1", "'\r=1"),
    "line feed": ("\n=1", "'\n=1"),
    "zero byte": ("\0=1", "'\0=1"),
    "wide equals": ("＝1", "'＝1"),
    "wide at": ("＠1", "'＠1"),
    "a word": ("coreweave", "coreweave"),
    "inside": ("a=1", "a=1"),
    "a quote": ("'a", "'a"),
    "nothing": ("", ""),
    "a comma": ("a,b\n=c", "a,b\n=c"),
}


def cells(text):
    return list(csv.reader(io.StringIO(text, newline="")))


@pytest.mark.parametrize(("cell", "expected"), FORMULAS.values(), ids=FORMULAS)
def test_a_cell_that_would_run_is_neutralised_by_the_flag_only(query, cell, expected):
    letters = ", ".join(str(ord(letter)) for letter in cell)
    text = f"array_to_string([chr(n) for n in [{letters}]::int[]], '')"
    sql = f"select coalesce({text}, '') as a, 1 as b"
    escaped = query("-o", "csv", "--escape-formulas", sql).stdout_bytes.decode()
    plain = query("-o", "csv", sql).stdout_bytes.decode()
    assert (cells(escaped)[1], cells(plain)[1]) == ([expected, "1"], [cell, "1"])


def test_numbers_dates_and_nulls_stay_what_they_are(query):
    sql = (
        "select -1 as a, -1.50::decimal(9, 2) as b, -0.5::double as c, date '2023-06-20' as d,"
        " null::varchar as e, true as f, -1::hugeint as g"
    )
    answer = "a,b,c,d,e,f,g\n-1,-1.50,-0.5,2023-06-20,,true,-1\n"
    assert query("-o", "csv", "--escape-formulas", sql).stdout == answer


def test_names_of_columns_and_other_kinds_of_text_are_neutralised(query):
    sql = "select 1 as \"=a\", '=1'::blob as b, '-1'::interval as c, '=e'::enum('=e') as \"x\"\"y\""
    assert cells(
        query("-o", "csv", "--escape-formulas", sql.replace("'-1'", "'-1 day'")).stdout
    ) == [
        ["'=a", "b", "c", 'x"y'],
        ["1", "'=1", "'-1 day", "'=e"],
    ]


def test_a_harmless_table_is_the_same_with_the_flag(query):
    sql = "from cost.gpu_unit_costs order by all"
    assert query("-o", "csv", "--escape-formulas", sql).stdout == query("-o", "csv", sql).stdout


@pytest.mark.parametrize("output_format", ["table", "markdown", "json", "parquet"])
def test_the_flag_is_for_csv_only(query, output_format):
    assert query("-o", output_format, "--escape-formulas", "select 1").exit_code == 2


@pytest.mark.parametrize("memory", ["2", "GB", "50MB", "-1GB", "2 TB", "1e3GB", ""])
def test_a_memory_that_is_none_is_wrong_usage(query, memory):
    result = query("--memory", memory, "select 1")
    assert result.exit_code == 2
    assert "expected at least 100MB, as in 500MB or 8GB" in result.stderr


def test_text_that_is_no_text_is_wrong_usage(query, tmp_path):
    path = tmp_path / "question.sql"
    path.write_bytes(b"select '\xff'")
    for arguments in (["-f", path], ["select '\udcff'"]):
        result = query(*arguments)
        assert (result.exit_code, result.stderr) == (2, "the query is not UTF-8 text\n")


def test_an_error_points_into_the_readers_own_line(query):
    assert query("select nope from meta.builds").stderr.endswith(
        "LINE 1: select nope from meta.builds\n               ^^^^\n"
    )


def test_the_mark_tells_a_spreadsheet_that_it_is_utf_8(query):
    sql = "select '中文' as a"
    assert query("-o", "csv", "--byte-order-mark", sql).stdout_bytes == (
        b"\xef\xbb\xbf" + "a\n中文\n".encode()
    )
    assert query("-o", "json", "--byte-order-mark", sql).exit_code == 2
