"""What a SQL file says of itself; tests/trials/bad_input holds those that are refused."""

from pipeline.tables.sql.file import SqlFile

GOOD = "-- One row per source.\n-- grain: source_id\nselect source_id from reference.sources\n"


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
