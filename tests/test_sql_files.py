"""A SQL file that breaks a rule of the house is refused with file, line and remedy."""

import pytest

from pipeline.paths import Project
from pipeline.project_tables import project_tables
from pipeline.sql_files import SqlFile, SqlFileError

GOOD = "-- One row per source.\n-- grain: source_id\nselect source_id from reference.sources\n"
FAULTS = {
    "no header": (
        {"core/a.sql": "select 1 as one_count from reference.sources\n"},
        r"sql/core/a\.sql:1 opens without a comment; say what it gives: -- One row per …",
    ),
    "no grain": (
        {"core/a.sql": "-- One row per source.\nselect source_id from reference.sources\n"},
        r"sql/core/a\.sql:2 states no grain; add: -- grain: column, column",
    ),
    "two statements": (
        {"core/a.sql": GOOD + ";\nselect 1\n"},
        r"sql/core/a\.sql:1 holds 2 statements; a file holds exactly one",
    ),
    "no statement": (
        {"core/a.sql": "-- One row per source.\n-- grain: source_id\n"},
        r"sql/core/a\.sql:1 holds 0 statements",
    ),
    "not a select": (
        {"core/a.sql": "-- One row per source.\n-- grain: a\ncreate table core.a (a int)\n"},
        r"sql/core/a\.sql:1 is a create; a table is one select",
    ),
    "does not parse": (
        {"core/a.sql": "-- One row per source.\n-- grain: a\nselect a,\nfrom (select\n"},
        r"sql/core/a\.sql:\d does not parse: ",
    ),
    "unknown table": (
        {"core/a.sql": GOOD.replace("reference.sources", "reference.nowhere")},
        r"sql/core/a\.sql:1 reads reference\.nowhere, which no seed and no SQL file makes",
    ),
    "later layer": (
        {"core/a.sql": GOOD.replace("reference.sources", "cost.b"), "cost/b.sql": GOOD},
        r"sql/core/a\.sql:1 reads cost\.b, a later layer; data flows one way",
    ),
    "circle": (
        {
            "core/a.sql": GOOD.replace("reference.sources", "core.b"),
            "core/b.sql": GOOD.replace("reference.sources", "core.a"),
        },
        r"sql: these tables read each other in a circle: core\.",
    ),
    "check of no table": (
        {"core/a.sql": GOOD, "checks/core/nothing__holds.sql": "-- It holds.\nselect 1 as a\n"},
        r"sql/checks: checks of tables that nothing makes: core\.nothing",
    ),
    "check without a promise": (
        {"core/a.sql": GOOD, "checks/core/a.sql": "-- It holds.\nselect 1 as a\n"},
        r"sql/core/a\.sql:1 must be called <table>__<promise>\.sql",
    ),
    "macro of another name": (
        {"macros/a.sql": "-- One.\ncreate or replace macro b(x) as (\n    x\n)\n"},
        r"sql/macros/a\.sql:1 creates b; the file must be called b\.sql",
    ),
    "macro that is none": (
        {"macros/a.sql": "-- One.\nselect 1\n"},
        r"sql/macros/a\.sql:1 creates no macro; write: create or replace macro name",
    ),
}


def project_with(folder, files):
    for name, text in files.items():
        path = folder / "sql" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Project(folder, folder / "data")


@pytest.mark.parametrize(("files", "message"), FAULTS.values(), ids=FAULTS)
def test_a_bad_file_is_refused(files, message, tmp_path):
    with pytest.raises(SqlFileError, match=message):
        project_tables(project_with(tmp_path, files))


def test_tables_come_after_what_they_read(tables):
    names = list(tables)
    assert [
        (table.name, read)
        for table in tables.values()
        for read in table.reads
        if names.index(read) > names.index(table.name)
    ] == []


def test_a_macro_call_is_a_dependency(tables):
    assert "macros.cagr" in tables["growth.compute_capacity"].reads


def test_header_and_comments_are_read(tmp_path):
    path = tmp_path / "core" / "a.sql"
    path.parent.mkdir()
    path.write_text(
        "-- One row per a.\n-- grain: a, b\n-- formula: c = a + b\n-- source: algebra\n-- Why so.\n"
        "select\n    a,\n    b,  -- the other one\n    a + b as c  -- their sum.\nfrom market.x\n"
    )
    file = SqlFile(path)
    assert (file.name, file.about, file.grain) == ("core.a", "One row per a.", ["a", "b"])
    assert file.notes == ("`c = a + b`", "Formula from: algebra.", "Why so.")
    assert file.column_comments == {"b": "The other one.", "c": "Their sum."}
    assert file.reads == ("market.x",)


def test_a_changed_comment_changes_the_version_and_trailing_space_does_not(tmp_path):
    path = tmp_path / "core" / "a.sql"
    path.parent.mkdir()
    versions = []
    for text in (GOOD, GOOD.replace("source_id\nsel", "source_id  \nsel") + "\n", "-- x\n" + GOOD):
        path.write_text(text)
        versions.append(SqlFile(path).code_version)
    assert versions[0] == versions[1] != versions[2]
