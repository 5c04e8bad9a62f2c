"""The documents say what the warehouse does."""

import re
import subprocess

import pytest
from cogapp import Cog

from pipeline.readers import markdown
from pipeline.schemas.units import UNITS
from pipeline.tables.record_tables import RECORD_MEANINGS
from tests.conftest import ROOT

DOCS = ROOT / "docs"
GENERATED = [
    str(document.relative_to(ROOT))
    for document in [ROOT / "README.md", *sorted(DOCS.rglob("*.md")), *DOCS.rglob("*.svg")]
    if "[[[cog" in document.read_text(encoding="utf-8")
]
METHODOLOGY = (DOCS / "methodology.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("document", GENERATED)
def test_generated_parts_are_current(document, built, monkeypatch, capsys):
    monkeypatch.setenv("NEOCLOUD_DATA", str(built.data))
    monkeypatch.chdir(ROOT)
    status = Cog().main(["cog", "--check", "--diff", document])
    assert status == 0, f"run make docs\n{capsys.readouterr().out}"


def test_make_docs_renews_every_generated_document():
    # Under make itself, a second make would say where it works.
    command = ["make", "--no-print-directory", "--eval", "listed: ; @echo $(DOCUMENTS)", "listed"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert sorted(listed.split()) == sorted(GENERATED)


def test_every_schema_has_its_page(tables):
    pages = {page.stem for page in (DOCS / "tables").iterdir()}
    assert pages == {table.schema for table in tables.values()} - {"meta"}
    for page in pages:
        text = (DOCS / "tables" / f"{page}.md").read_text(encoding="utf-8")
        assert f'data_dictionary("{page}")' in text


def test_every_derived_table_and_macro_has_its_method(tables):
    explained = re.findall(r"^#### `([\w.]+)[`(]", METHODOLOGY, re.MULTILINE)
    derived = {
        table.name.removeprefix("macros.")
        for table in tables.values()
        if table.schema in ("core", "cost", "growth", "audit", "macros")
    }
    assert sorted(explained) == sorted(derived)


def test_every_unit_is_used(tables):
    columns = {column for table in tables.values() for column in table.columns}
    columns |= {column for meanings in RECORD_MEANINGS.values() for column in meanings}
    assert [
        unit for unit in UNITS if not any(f"_{column}".endswith(f"_{unit}") for column in columns)
    ] == []


def test_readme_names_only_what_exists(tables, built):
    named = set(re.findall(r"`((?:cost|growth|core|audit)\.\w+)`", README))
    assert named <= set(tables)
    assert named


def test_every_query_of_the_readme_runs(warehouse):
    queries = re.findall(r'neocloud query (?:-o \w+ )?"([^"]+)"', README)
    queries += re.findall(r'\.sql\("([^"]+)"\)', README)
    assert len(queries) >= 5
    for query in queries:
        assert warehouse.execute(query).fetchall()


def test_a_bar_in_a_cell_does_not_end_it():
    assert markdown.table(["a"], [["x|y"], [None]]) == "| a |\n| --- |\n| x\\|y |\n|  |"
