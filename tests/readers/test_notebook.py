"""The notebook runs from top to bottom on the published file, and says what the file says."""

import importlib.util
import os
import subprocess
import sys
from decimal import Decimal
from types import SimpleNamespace

import pytest

from tests.conftest import ROOT

NOTEBOOK = ROOT / "docs" / "notebooks" / "the_note.py"


@pytest.fixture
def notebook():
    """The notebook as a module, whose cells have not run yet."""
    found = importlib.util.spec_from_file_location("the_note", NOTEBOOK)
    notebook = importlib.util.module_from_spec(found)
    found.loader.exec_module(notebook)
    return notebook


@pytest.fixture
def run(built, notebook, monkeypatch):
    """Return a function that runs the notebook, with given controls, and gives its names."""
    opened = []

    def run_with(**controls):
        names = notebook.app.run(defs=controls)[1]
        opened.append(names["warehouse"])
        return names

    monkeypatch.setenv("NEOCLOUD_DATA", str(built.data))
    yield run_with
    for connection in opened:
        connection.close()


def marimo(data, *arguments):
    return subprocess.run(
        [sys.executable, "-m", "marimo", "-q", "-y", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "NEOCLOUD_DATA": str(data)},
        capture_output=True,
        text=True,
    )


def test_every_cell_runs_and_the_figures_are_those_of_the_note(run):
    names = run()
    assert names["host"]["total_usd_per_hour"] == Decimal("6.52")
    assert names["funding"]["new_money_usd"] == 576_500_000
    assert names["funding"]["debt_usd"] == 100_000_000
    # 3.15e23 / (989.4e12 * 0.4 * 3600) hours at 4.76 + 48 * 0.01 + 256 * 0.005 USD
    assert names["training"]["full_host_cost_usd"] == pytest.approx(Decimal("1441530"), abs=1)
    assert names["claim"]["verdict_code"] == "contradicted"
    assert {row["verdict_code"] for row in names["verdicts"]} == {
        "reproduced",
        "consistent",
        "contradicted",
        "untestable",
    }
    assert all(row["reason"] for row in names["hindsight"])


def test_the_slider_moves_what_was_known(run):
    # 2,300 M of debt were announced on 2023-08-03, six weeks after the note.
    assert run(months=SimpleNamespace(value=1))["funding"]["debt_usd"] == 100_000_000
    assert run(months=SimpleNamespace(value=2))["funding"]["debt_usd"] == 2_400_000_000


def test_the_menu_changes_the_gpu(run):
    # 1.28 + 48 * 0.01 + 256 * 0.005
    assert run(gpu=SimpleNamespace(value="a40"))["host"]["total_usd_per_hour"] == Decimal("3.04")


def test_marimo_finds_nothing_to_correct(built):
    done = marimo(built.data, "check", "--strict", NOTEBOOK)
    assert done.returncode == 0, done.stdout + done.stderr


def test_it_becomes_a_page_without_a_fault(built, tmp_path):
    page = tmp_path / "note.html"
    done = marimo(built.data, "export", "html", NOTEBOOK, "-o", page)
    assert done.returncode == 0, done.stdout + done.stderr
    text = page.read_text(encoding="utf-8")
    assert "6.52" in text
    assert "576.5 M" in text


def test_a_cell_that_fails_is_noticed(built, tmp_path):
    broken = tmp_path / "broken.py"
    text = NOTEBOOK.read_text(encoding="utf-8")
    assert "from core.training_compute" in text
    broken.write_text(text.replace("from core.training_compute", "from core.nowhere"))
    assert marimo(built.data, "export", "html", broken, "-o", tmp_path / "x.html").returncode != 0


def test_without_a_warehouse_the_remedy_is_named(notebook, monkeypatch, tmp_path):
    monkeypatch.setenv("NEOCLOUD_DATA", str(tmp_path / "nothing"))
    shown, names = notebook.app.run()
    assert "Make it with <code>neocloud build</code>" in "".join(
        output.text for output in shown if output is not None
    )
    assert "host" not in names
