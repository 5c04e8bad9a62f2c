"""The arenas of the chaos tests: a small one for many trials, and the whole project for some."""

import shutil

import pytest

from tests.small_project import FILES
from tests.trials.chaos.arena import STATES, Arena, Contents, contents, publish_state


@pytest.fixture(scope="session")
def pristine(tmp_path_factory) -> tuple[Arena, dict[str, Contents]]:
    """A small arena that was built in both states, and what each must hold."""
    arena = Arena.copy(FILES, tmp_path_factory.mktemp("arena"))
    arena.start_server()
    good = {}
    for state in STATES:
        arena.build(state)
        good[state] = contents(arena.published)
    changed = {name for name in good["a"] if good["a"][name] != good["b"][name]}
    assert {"pricing.instance_recipes", "core.hosts", "cost.host_prices"} <= changed
    assert good["a"].keys() == good["b"].keys()
    return arena, good


@pytest.fixture
def arena(pristine) -> Arena:
    """The small arena, its release in one of the two states."""
    return pristine[0]


@pytest.fixture
def good(pristine) -> dict[str, Contents]:
    """What a release must hold, by the state of the seeds."""
    return pristine[1]


@pytest.fixture(scope="module")
def whole_pristine(built, tmp_path_factory) -> tuple[Arena, dict[str, Contents]]:
    """An arena of the whole project, and what its release must hold in each state."""
    arena = Arena.copy(built.root, tmp_path_factory.mktemp("whole"))
    shutil.copytree(built.data, arena.folder / "data")
    good = {"a": contents(arena.published)}
    publish_state(arena.project("b"))
    good["b"] = contents(arena.published)
    changed = {name for name in good["a"] if good["a"][name] != good["b"][name]}
    assert {"pricing.instance_recipes", "cost.instance_prices"} <= changed
    return arena, good


@pytest.fixture
def whole_arena(whole_pristine) -> Arena:
    """The arena of the whole project, its release in one of the two states."""
    return whole_pristine[0]


@pytest.fixture
def whole_good(whole_pristine) -> dict[str, Contents]:
    """What the release of the whole project must hold, by the state of the seeds."""
    return whole_pristine[1]
