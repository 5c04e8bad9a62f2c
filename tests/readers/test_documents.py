"""The documents say what the warehouse does."""

import re
import subprocess
import sys

import pytest

from pipeline.readers import markdown
from pipeline.schemas.units import UNITS
from pipeline.tables.records import MEANINGS
from tests.conftest import ROOT

GENERATED = [
    "README.md",
    "docs/tables.md",
    "docs/sources.md",
    "docs/methodology.md",
    "docs/cookbook.md",
    "docs/operations.md",
]
METHODOLOGY = (ROOT / "docs" / "methodology.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("document", GENERATED)
def test_generated_parts_are_current(document, built, monkeypatch):
    monkeypatch.setenv("NEOCLOUD_DATA", str(built.data))
    command = [sys.executable, "-m", "cogapp", "--check", document]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, f"run make docs\n{result.stdout}{result.stderr}"


def test_make_docs_renews_every_generated_document():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(r"^DOCUMENTS := (.*)$", makefile, re.MULTILINE)[1].split() == GENERATED


def test_every_derived_table_and_macro_has_its_method(tables):
    explained = set(re.findall(r"^### `([\w.]+)[`(]", METHODOLOGY, re.MULTILINE))
    derived = {
        table.name.removeprefix("macros.")
        for table in tables.values()
        if table.schema in ("core", "cost", "growth", "macros")
    }
    audits = {name for name, table in tables.items() if table.schema == "audit"}
    assert derived - explained == set()
    assert explained - derived - audits == set()


def test_every_unit_is_used(tables):
    columns = {column for table in tables.values() for column in table.columns}
    columns |= {column for meanings in MEANINGS.values() for column in meanings}
    assert [
        unit for unit in UNITS if not any(f"_{column}".endswith(f"_{unit}") for column in columns)
    ] == []


def test_readme_names_only_what_exists(tables, built):
    named = set(re.findall(r"`((?:cost|growth|core|audit)\.\w+)`", README))
    assert named <= set(tables)
    assert named
    for target in re.findall(r"\]\((?!http)([\w./]+)\)", README):
        assert (ROOT / target).exists(), target


def test_every_query_of_the_readme_runs(warehouse):
    queries = re.findall(r'neocloud query (?:-o \w+ )?"([^"]+)"', README)
    queries += re.findall(r'\.sql\("([^"]+)"\)', README)
    assert len(queries) >= 5
    for query in queries:
        assert warehouse.execute(query).fetchall()


def test_make_targets_of_the_readme_exist():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    assert set(re.findall(r"make ([a-z]+)\b", README)) - {"up"} <= targets | {"and"}


def test_a_bar_in_a_cell_does_not_end_it():
    assert markdown.table(["a"], [["x|y"], [None]]) == "| a |\n| --- |\n| x\\|y |\n|  |"
