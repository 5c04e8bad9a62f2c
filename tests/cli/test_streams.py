"""Whatever the three streams are, the fault lies where it is said, and no terminal is steered."""

import os
import subprocess
import sys

import pytest

from pipeline.cli.messages import harmless
from tests.conftest import ROOT, places
from tests.trials.resilience import record

COMMAND = f"{sys.executable} -c 'from pipeline.cli import main; main()'"
SHOWN = """query "select '智算' as answer" """
ENCODINGS = {
    "utf-8": "智算",
    "gbk": "智算",
    "latin-1": r"\u667a\u7b97",
    "ascii": r"\u667a\u7b97",
}
STREAMS = {
    "no input": ('query "select 42 as n" <&-', 0, "42", ""),
    "no input to read": ("query <&-", 2, "", "standard input is closed; give the query as an"),
    "no output": ('query "select 42 as n" >&-', 1, "", "standard output is closed; send it"),
    "no errors": ('query "select 42 as n" 2>&-', 0, "42", ""),
    "none": ("query <&- >&- 2>&-", 1, "", ""),
    "input that is no text": ("query </bin/sh", 2, "", "the query is not UTF-8 text"),
    "a kind unknown to Python": ('query "update extensions"', 2, "", "expected a query, got what"),
}


@pytest.fixture(scope="module")
def shell(small):
    """Return a function that runs the command as a line of a shell."""

    def run(line, encoding="utf-8", **locale):
        own = places(small.root) | {"NEOCLOUD_DATA": str(small.data)}
        return subprocess.run(
            ["/bin/sh", "-c", f"{COMMAND} {line}"],
            cwd=ROOT,
            env=os.environ | own | {"PYTHONIOENCODING": encoding} | locale,
            capture_output=True,
            timeout=60,
        )

    return run


@pytest.mark.parametrize(("encoding", "answer"), ENCODINGS.items())
def test_an_answer_is_shown_in_any_encoding(shell, encoding, answer):
    done = shell(SHOWN, encoding)
    assert (done.returncode, done.stderr) == (0, b"")
    assert answer in done.stdout.decode(encoding)
    record("encodings", len(ENCODINGS), "encodings of the terminal, none blamed on the query")


@pytest.mark.parametrize(("line", "code", "out", "err"), STREAMS.values(), ids=STREAMS)
def test_closed_and_odd_streams_are_named(shell, line, code, out, err):
    done = shell(line)
    assert (done.returncode, out in done.stdout.decode()) == (code, True)
    assert err in done.stderr.decode()
    assert len(done.stderr.splitlines()) == bool(err)
    record("streams", len(STREAMS), "streams closed or odd, each named")


def test_a_query_in_utf_8_is_read_under_any_encoding(shell):
    done = shell("query <<'end'\nselect '智算' as answer\nend", "ascii")
    assert (done.returncode, done.stderr) == (0, b"")


IN_C = {
    "a query": ("query -o csv \"select '智算' as answer\"", 0, "answer\n智算\n", ""),
    "a condition": (
        """explain core.hosts -w "recipe_id = '智'\"""",
        2,
        "",
        "fulfils: recipe_id = '智'",
    ),
    "a table": ("explain 智算", 2, "", "there is no table 智算"),
    "words": ("tables 智 算", 2, "", "holds '智 算'"),
    "bytes that are no text": ("query \"select '$(printf '\\377')'\"", 2, "", "is not UTF-8 text"),
}


@pytest.mark.parametrize(("line", "code", "out", "err"), IN_C.values(), ids=IN_C)
def test_what_is_typed_in_utf_8_is_read_where_the_locale_has_no_sign_for_it(
    line, code, out, err, shell
):
    done = shell(line, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert (done.returncode, done.stdout.decode()) == (code, out)
    assert err in done.stderr.decode()


SIGNS = "\x1b\r\x07\x7f\x9b\x85\u202e\u2066\u200f\u2028"


@pytest.mark.parametrize("sign", SIGNS)
def test_no_sign_that_steers_a_terminal_is_harmless(sign):
    assert sign not in harmless(f"a{sign}[31mb")


def test_no_sign_steers_the_terminal(shell):
    by_code = " || ".join(f"chr({ord(sign)})" for sign in SIGNS)
    lines = {
        f'query "select {by_code} as cell"': 0,
        f"query \"select error({by_code} || '[31m')\"": 2,
        'query "select 1 as n" --format "$(printf "a\\033z")"': 2,
    }
    for line, code in lines.items():
        done = shell(line)
        assert done.returncode == code
        shown = done.stdout.decode() + done.stderr.decode()
        assert [sign for sign in SIGNS if sign in shown] == []


def test_text_is_left_as_it_is():
    assert harmless("智算, é, 👩‍🚀\n\t→") == "智算, é, 👩‍🚀\n\t→"


def test_no_cell_is_taken_for_an_emoji_or_markup(shell):
    shown = shell("query \"select ':100:' as a, '[red]x[/]' as b\"").stdout.decode()
    assert ":100:" in shown
    assert "[red]x[/]" in shown


def test_ctrl_c_while_a_file_is_opened_is_no_fault(monkeypatch, neocloud, small):
    def interrupted(*_):
        raise RuntimeError("Query interrupted")

    monkeypatch.setattr("pipeline.readers.published_file._attach", interrupted)
    left = neocloud(small.root, "query", "select 1", NEOCLOUD_DATA=str(small.data))
    assert (left.returncode, left.stdout, left.stderr) == (130, "", "given up\n")
