"""The cookbook answers every question, and the recipes of how to connect work."""

import re

import pytest

from tests.conftest import ROOT

COOKBOOK = (ROOT / "docs" / "cookbook.md").read_text(encoding="utf-8")
CONNECT = (ROOT / "docs" / "connect.md").read_text(encoding="utf-8")
GROUPS = ["For equity analysts", "For FinOps and infrastructure buyers", "For researchers"]
QUESTIONS = re.split(r"^### ", COOKBOOK, flags=re.MULTILINE)[1:]
RECIPES = re.findall(r"^```python\n(.*?)^```$", CONNECT, re.MULTILINE | re.DOTALL)


def title(question):
    return question.splitlines()[0]


def test_there_are_25_questions_and_more_of_three_kinds_of_users():
    assert re.findall(r"^## (.+)$", COOKBOOK, re.MULTILINE) == GROUPS
    assert len(QUESTIONS) >= 25
    assert len(set(map(title, QUESTIONS))) == len(QUESTIONS)


@pytest.mark.parametrize("question", QUESTIONS, ids=title)
def test_a_question_has_sql_rows_and_a_word_on_them(question):
    assert title(question).endswith("?")
    asked, answered, said = re.fullmatch(
        r".*?```sql\n(.*?)\n```\n\n(.*?)\n<!-- \[\[\[end\]\]\] -->\n\n(.*?)\s*(?:\n## .*)?",
        question,
        re.DOTALL,
    ).groups()
    assert asked
    assert len(answered.splitlines()) > 2, "the answer has no rows"
    assert len(said.split()) > 10


def test_every_statement_to_copy_runs(warehouse):
    commands = re.findall(r'`neocloud query -o \w+ "([^"]+)"', COOKBOOK)
    commands += re.findall(r'neocloud query "([^"]+)"', CONNECT)
    commands += re.findall(r'duckdb -readonly data/neocloud.duckdb -c "([^"]+)"', CONNECT)
    assert len(commands) >= 3
    for command in commands:
        assert warehouse.execute(command).fetchall()


@pytest.mark.parametrize("number", range(len(RECIPES)))
def test_a_recipe_in_python_runs(number, built, tmp_path, monkeypatch):
    (tmp_path / "data").symlink_to(built.data)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NEOCLOUD_DATA", str(built.data))
    names = {}
    exec(RECIPES[number], names)
    if "warehouse" in names:
        names["warehouse"].close()
    (rows,) = [value for value in names.values() if isinstance(value, list)]
    assert rows


def test_every_recipe_says_whether_it_was_tried():
    parts = re.split(r"^#{2,3} (.+)$", CONNECT, flags=re.MULTILINE)
    recipes = dict(zip(parts[1::2], parts[2::2], strict=True))
    silent = [
        name
        for name, text in recipes.items()
        if text.strip() and not text.strip().startswith(("Tests.", "Tried", "By configuration"))
    ]
    assert silent == []


def test_the_links_lead_somewhere():
    for document in (COOKBOOK, CONNECT):
        for target in re.findall(r"\]\(([\w./]+)[)#]", document):
            assert (ROOT / "docs" / target).exists(), target
