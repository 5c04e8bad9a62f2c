"""The version of the program is that of its code: what makes tables counts, line ends do not."""

import pytest

from pipeline.warehouse import program


@pytest.fixture
def version(monkeypatch, tmp_path):
    """Return a function that gives the version of a program of one file with this code."""
    monkeypatch.setattr(program, "MAKES_TABLES", (tmp_path,))

    def of(code: bytes) -> str:
        (tmp_path / "made.py").write_bytes(code)
        return program.program_version.__wrapped__()

    return of


def test_other_code_is_another_program_and_other_line_ends_are_not(version):
    assert version(b"a = 1\nb = 2\n") == version(b"a = 1\r\nb = 2\r\n")
    assert version(b"a = 1\nb = 2\n") != version(b"a = 1\nb = 3\n")


def test_every_room_that_makes_tables_counts():
    assert [place.name for place in program.MAKES_TABLES if place.exists()] == [
        "project",
        "schemas",
        "tables",
        "build.py",
    ]
