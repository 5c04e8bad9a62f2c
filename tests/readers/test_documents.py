"""The documents say what the warehouse does."""

import os
import re
import subprocess
import sys

import pytest
from cogapp import Cog

from docs.scripts.rooms import rooms
from pipeline.readers import markdown
from pipeline.schemas.units import UNITS
from pipeline.tables.records import RECORD_MEANINGS
from tests.conftest import ROOT

DOCS = ROOT / "docs"
WRITTEN = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(DOCS.rglob("*.md"))]
GENERATED = [
    str(document.relative_to(ROOT))
    for document in [*WRITTEN, *DOCS.rglob("*.svg")]
    if "[[[cog" in document.read_text(encoding="utf-8")
]
METHODOLOGY = (DOCS / "methodology.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = (DOCS / "commands.md").read_text(encoding="utf-8")
SETTING = re.compile(r"\bNEOCLOUD_[A-Z_]+\b")


def named(document):
    return str(document.relative_to(ROOT))


@pytest.mark.parametrize("document", GENERATED)
def test_generated_parts_are_current(document, built, monkeypatch, capsys):
    monkeypatch.setenv("NEOCLOUD_DATA", str(built.data))
    monkeypatch.chdir(ROOT)
    status = Cog().main(["cog", "--check", "--diff", document])
    assert status == 0, f"run make docs\n{capsys.readouterr().out}"


def test_make_docs_renews_every_generated_document():
    command = ["make", "--eval", "listed: ; @echo $(DOCUMENTS)", "listed"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert sorted(listed.split()) == sorted(GENERATED)


def test_every_schema_has_its_page(tables):
    pages = {page.stem for page in (DOCS / "tables").iterdir()}
    assert pages == {table.schema for table in tables.values()} - {"meta"}
    for page in pages:
        text = (DOCS / "tables" / f"{page}.md").read_text(encoding="utf-8")
        assert f'data_dictionary("{page}")' in text


def test_every_command_is_in_its_document():
    listed = subprocess.run(
        [sys.executable, "-c", "from pipeline.cli import main; main()", "--help"],
        capture_output=True,
        text=True,
        env=os.environ | {"COLUMNS": "100"},
    ).stdout
    commands = re.findall(r"^│ ([a-z]+) ", listed.split("Commands", 1)[1], re.MULTILINE)
    assert "build" in commands
    assert re.findall(r"^### neocloud ([a-z]+)", COMMANDS, re.MULTILINE) == commands


def test_every_setting_is_in_one_table():
    code = [
        *(ROOT / "pipeline").rglob("*.py"),
        *(ROOT / "tests").rglob("*.py"),
        *DOCS.rglob("*.py"),
    ]
    texts = [file.read_text(encoding="utf-8") for file in [*code, ROOT / "Makefile"]]
    used = {setting for text in texts for setting in SETTING.findall(text)}
    documented = re.findall(r"^\| `(NEOCLOUD_\w+)` \| [^|]+ \| [^|]+ \|$", COMMANDS, re.MULTILINE)
    assert sorted(documented) == sorted(used)
    mentioned = {
        setting
        for document in WRITTEN
        for setting in SETTING.findall(document.read_text(encoding="utf-8"))
    }
    assert mentioned == used


@pytest.mark.parametrize("document", WRITTEN, ids=named)
def test_links_lead_somewhere(document):
    for target, anchor in re.findall(
        r"\]\((?!\w+:)([\w./-]*)#?([^)\s]*)\)", document.read_text("utf-8")
    ):
        file = document.parent / target if target else document
        assert file.exists(), target
        if anchor:
            assert anchor in anchors(file), f"{target}#{anchor}"


@pytest.mark.parametrize("document", WRITTEN, ids=named)
def test_files_it_names_exist(document):
    text = document.read_text(encoding="utf-8")
    for name in re.findall(r"`((?:pipeline|tests|sql|seeds|docs)/[\w./-]*)`", text):
        assert (ROOT / name).exists(), name


def anchors(document):
    """The anchors that GitHub gives the headings of a document."""
    headings = re.findall(r"^#+ (.+)$", document.read_text(encoding="utf-8"), re.MULTILINE)
    plain = [re.sub(r"\[([^]]+)\]\([^)]*\)", r"\1", heading).lower() for heading in headings]
    return {re.sub(r"[^\w -]", "", heading).replace(" ", "-") for heading in plain}


def test_every_derived_table_and_macro_has_its_method(tables):
    explained = re.findall(r"^#### `([\w.]+)[`(]", METHODOLOGY, re.MULTILINE)
    derived = {
        table.name.removeprefix("macros.")
        for table in tables.values()
        if table.schema in ("core", "cost", "growth", "audit", "macros")
    }
    assert sorted(explained) == sorted(derived)


@pytest.mark.parametrize("document", WRITTEN, ids=named)
def test_no_section_stands_twice(document):
    headings = re.findall(r"^#+ .+$", document.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(headings) == sorted(set(headings))


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


def test_make_targets_of_the_readme_exist():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    assert set(re.findall(r"make ([a-z]+)\b", README)) - {"up"} <= targets | {"and"}


def test_the_map_draws_an_import_wherever_it_stands(tmp_path, monkeypatch):
    code = tmp_path / "pipeline"
    for room, text in {
        "cli": '"""What people type. Not what it does."""\nimport pipeline.tables.one\n',
        "tables": '"""What is made."""\ndef late():\n    from pipeline.project import paths\n',
        "project": '"""Where it lies."""\n',
    }.items():
        (code / room).mkdir(parents=True)
        (code / room / "__init__.py").write_text(text)
    monkeypatch.setattr("docs.scripts.rooms.CODE", code)
    assert [(room.name, room.words, room.uses) for room in rooms()] == [
        ("cli", "What people type.", {"tables"}),
        ("tables", "What is made.", {"project"}),
        ("project", "Where it lies.", set()),
    ]


def test_a_bar_in_a_cell_does_not_end_it():
    assert markdown.table(["a"], [["x|y"], [None]]) == "| a |\n| --- |\n| x\\|y |\n|  |"
