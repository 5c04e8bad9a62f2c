"""The map of the rooms is drawn from what the code imports."""

from docs.scripts.rooms import rooms


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
