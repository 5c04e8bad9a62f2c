"""The two locks: what building needs, and with it what testing and checking needs."""

import re
import tomllib

import pytest

from pipeline.project.paths import current_project

ROOT = current_project().root
RUN_TIME, DEVELOPMENT = "requirements.lock", "requirements-dev.lock"
PACKAGE = re.compile(r"^([a-z0-9-]+)(?:\[[a-z,]+\])?==(\S+)", re.MULTILINE)
DECLARED = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def locked(lock):
    return dict(PACKAGE.findall((ROOT / lock).read_text(encoding="utf-8")))


def names(requirements):
    return {re.match("[A-Za-z0-9-]+", requirement)[0].lower() for requirement in requirements}


def test_what_is_tested_is_what_builds():
    assert locked(RUN_TIME).items() <= locked(DEVELOPMENT).items()


def test_who_only_builds_installs_no_tool_of_development():
    tools = names(DECLARED["dependency-groups"]["dev"])
    tools |= names(DECLARED["project"]["optional-dependencies"]["session"])
    assert {"mypy", "marimo", "pytest-playwright", "duckdb-engine"} <= tools
    assert tools & set(locked(RUN_TIME)) == set()
    assert tools <= set(locked(DEVELOPMENT))


def test_what_is_declared_is_locked():
    assert names(DECLARED["project"]["dependencies"]) <= set(locked(RUN_TIME))
    assert names(DECLARED["dependency-groups"]["install"]) <= set(locked(RUN_TIME))


@pytest.mark.parametrize("lock", [RUN_TIME, DEVELOPMENT])
def test_every_package_has_hashes_and_no_address(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    packages = re.split(r"\n(?=[a-z0-9])", text.partition("\n#    make lock\n")[2])
    assert len(packages) == len(locked(lock))
    assert [package for package in packages if "--hash=sha256:" not in package] == []
    assert re.findall(r"\S*(?:://|file:|--index|--find-links|(?<!\S)/)\S*", text) == []
