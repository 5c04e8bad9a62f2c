"""The arena of the chaos tests, made once a session."""

import pytest

from tests.trials.chaos.arena import STATES, Arena, Contents, contents


@pytest.fixture(scope="session")
def pristine(built, tmp_path_factory) -> tuple[Arena, dict[str, Contents]]:
    """An arena that was built in both states, and what each must hold."""
    arena = Arena.copy(built.root, tmp_path_factory.mktemp("arena"))
    arena.start_server()
    good = {}
    for state in STATES:
        arena.build(state)
        good[state] = contents(arena.published)
    changed = {name for name in good["a"] if good["a"][name] != good["b"][name]}
    assert {"pricing.instance_recipes", "cost.instance_prices"} <= changed
    assert good["a"].keys() == good["b"].keys()
    return arena, good


@pytest.fixture
def arena(pristine) -> Arena:
    """The arena, its release in one of the two states."""
    return pristine[0]


@pytest.fixture
def good(pristine) -> dict[str, Contents]:
    """What a release must hold, by the state of the seeds."""
    return pristine[1]
