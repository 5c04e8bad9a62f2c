"""``neocloud releases`` lists what is kept, ``neocloud restore`` brings it back."""

import pytest

from pipeline.project.paths import Project, release_id_of


@pytest.fixture
def project(published_twice) -> Project:
    return published_twice


@pytest.fixture
def releases(project) -> list[str]:
    return [release_id_of(path) for path in project.kept_releases()]


def test_the_command_lists_kept_releases_the_latest_first(project, releases, small_neocloud):
    (project.releases / "19990101T000000.000000Z-00000000.duckdb").write_text("no database")
    result = small_neocloud(project.root, "releases")
    lines = [line.split() for line in result.stdout.splitlines() if line.strip()]
    assert result.returncode == 0, result.stderr
    assert [line[0] for line in lines[2:]] == [*reversed(releases), lines[-1][0]]
    assert lines[2][-1] == "live"
    assert lines[3][-1] != "live"
    assert lines[-1][:2] == ["19990101T000000.000000Z-00000000", "damaged"]


def test_the_command_says_how_to_replace_a_lost_file(project, releases, small_neocloud):
    project.published.unlink()
    result = small_neocloud(project.root, "releases")
    assert result.returncode == 1
    assert result.stderr == (
        f"data/neocloud.duckdb is missing or damaged\nremedy: neocloud restore {releases[1]}\n"
    )
    result = small_neocloud(project.root, "restore", releases[1])
    assert result.returncode == 0
    assert result.stdout.endswith(f"release {releases[1]}; before: none that could be read\n")


@pytest.mark.parametrize(
    ("name", "code", "message"),
    [
        ("1999", 2, "'1999' is no kept release and no file"),
        ("README.md", 1, "nothing was restored; readers see what they saw"),
    ],
    ids=["unknown", "no_warehouse"],
)
def test_the_command_refuses_what_is_no_release(
    project, small_neocloud, name, code, message, monkeypatch
):
    monkeypatch.chdir(project.root)
    (project.root / "README.md").write_text("no database")
    result = small_neocloud(project.root, "restore", name)
    assert result.returncode == code
    assert message in result.stderr
