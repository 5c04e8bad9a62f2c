"""A build killed at any moment leaves one good release, and the next build needs no help.

``NEOCLOUD_KILLS`` sets how often; ``make chaos`` kills for longer than the suite does, and the
command at work on the whole project.
"""

import os
import random
import time
from collections import Counter

import dagster as dg
import pytest

from pipeline.orchestration.instance.home import prepare_home
from tests.trials.chaos.arena import FORKS, publish_state, release_of, start_command
from tests.trials.resilience import record
from tests.trials.served_ui import SMALL, WHOLE

KILLS = int(os.environ.get("NEOCLOUD_KILLS", "10"))
# Most builds are of the small project and forked with everything imported; some are the command
# itself, which in the suite builds the small one too.
BY_COMMAND = max(1, KILLS // 15)
IS_WHOLE = KILLS >= 15


OTHER = {"a": "b", "b": "a"}


def assert_whole(arena, good, before):
    """The published file is wholly the release before, or wholly the next one."""
    release = release_of(arena.published)
    assert release >= before[1]
    assert (arena.state(good) == before[0]) == (release == before[1])


def assert_clean(arena, good, state):
    """The release is exactly what an undisturbed build gives, and there is no litter."""
    project = arena.project(state)
    assert arena.state(good) == state
    assert [path.name for path in project.data.glob(".neocloud*")] == []
    kept = sorted(project.releases.iterdir())
    assert kept == [project.kept_release(release_of(path)) for path in kept]
    assert release_of(project.published) == release_of(kept[-1])


def assert_healed(arena, good, state):
    """The next build gives what an undisturbed one gives."""
    arena.build(state)
    assert_clean(arena, good, state)


def kill_one(arena, state, seconds, during_publish):
    """Kill a build of ``state`` at a random moment; return whether it was still at work."""
    hears, says = FORKS.Pipe(duplex=False)
    process = arena.start(publish_state, state, says)
    if during_publish:
        assert hears.poll(60)
    time.sleep(random.uniform(0, seconds))
    process.kill()
    process.join()
    return process.exitcode != 0


def how_long(arena, state):
    """Return the seconds that a build of ``state`` takes, and those of publishing it."""
    hears, says = FORKS.Pipe(duplex=False)
    started = time.perf_counter()
    process = arena.start(publish_state, state, says)
    assert hears.poll(60)
    publishing = time.perf_counter()
    process.join()
    ended = time.perf_counter()
    return ended - started, ended - publishing


def test_a_build_killed_at_any_moment_leaves_one_good_release(arena, good):
    whole, publishing = how_long(arena, OTHER[arena.state(good)])
    killed = Counter()
    while killed.total() < KILLS - BY_COMMAND:
        during_publish = killed.total() % 2 == 1
        before = arena.state(good), release_of(arena.published)
        state = OTHER[before[0]]
        if kill_one(arena, state, publishing if during_publish else whole, during_publish):
            killed[during_publish] += 1
        assert_whole(arena, good, before)
        assert_healed(arena, good, state)
    record(
        "kills_of_builds",
        killed.total(),
        "builds of a small project, killed at a random moment of their work",
    )
    record("kills_of_builds_publishing", killed[True], "of these, killed while publishing")


@pytest.fixture
def commanded(request):
    """The arena in which the command builds, what it must hold, how it is run and how long."""
    whole, seconds = ("whole_", 3) if IS_WHOLE else ("", 0.3)
    arena, good = (request.getfixturevalue(f"{whole}{name}") for name in ("arena", "good"))
    return arena, good, WHOLE if IS_WHOLE else SMALL, seconds


def kill_command(arena, good, command, seconds):
    """Kill the command at a random moment; return the state meant, and whether it was at work."""
    before = arena.state(good), release_of(arena.published)
    process = start_command(arena.project(OTHER[before[0]]), "build", command=command)
    while not process.stderr.readline().endswith(" s\n"):
        pass  # what is to be built is told before the first table is
    time.sleep(random.uniform(0, seconds))
    process.kill()
    process.communicate()
    assert_whole(arena, good, before)
    return OTHER[before[0]], process.returncode < 0


def test_the_command_killed_at_any_moment_leaves_one_good_release(commanded):
    arena, good, command, seconds = commanded
    killed = 0
    while killed < BY_COMMAND:
        state, was_at_work = kill_command(arena, good, command, seconds)
        killed += was_at_work
        assert_healed(arena, good, state)
    record("kills_of_commands", killed, "times `neocloud build` of the whole project was killed")


def test_a_killed_command_is_marked_failed_by_the_next(commanded):
    arena, good, command, _ = commanded
    state, was_at_work = kill_command(arena, good, command, 0)
    assert was_at_work
    rest = start_command(arena.project(state), "build", command=command)
    _, said = rest.communicate()
    assert rest.returncode == 0, said
    assert_clean(arena, good, state)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DAGSTER_HOME", "")
        prepare_home(arena.project(state))
        with dg.DagsterInstance.get() as instance:
            last, killed = instance.get_run_records(limit=2)
            assert last.dagster_run.status == dg.DagsterRunStatus.SUCCESS
            assert killed.dagster_run.status == dg.DagsterRunStatus.FAILURE
            logs = instance.all_logs(killed.dagster_run.run_id, dg.DagsterEventType.RUN_FAILURE)
    assert "its process is gone" in logs[-1].message
