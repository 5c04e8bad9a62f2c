"""What the documents point at is there, and nothing stands in them twice."""

import re

import pytest

from tests.conftest import ROOT

DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
each = pytest.mark.parametrize(
    "document", DOCUMENTS, ids=lambda document: str(document.relative_to(ROOT))
)


@each
def test_links_lead_somewhere(document):
    for target, anchor in re.findall(
        r"\]\((?!\w+:)([\w./-]*)#?([^)\s]*)\)", document.read_text("utf-8")
    ):
        file = document.parent / target if target else document
        assert file.exists(), target
        if anchor:
            assert anchor in anchors(file), f"{target}#{anchor}"


@each
def test_files_it_names_exist(document):
    text = document.read_text(encoding="utf-8")
    for name in re.findall(r"`((?:pipeline|tests|sql|seeds|docs)/[\w./-]*)`", text):
        assert (ROOT / name).exists(), name


@each
def test_no_section_stands_twice(document):
    headings = re.findall(r"^#+ .+$", document.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(headings) == sorted(set(headings))


def anchors(document):
    """The anchors that GitHub gives the headings of a document."""
    headings = re.findall(r"^#+ (.+)$", document.read_text(encoding="utf-8"), re.MULTILINE)
    plain = [re.sub(r"\[([^]]+)\]\([^)]*\)", r"\1", heading).lower() for heading in headings]
    return {re.sub(r"[^\w -]", "", heading).replace(" ", "-") for heading in plain}
