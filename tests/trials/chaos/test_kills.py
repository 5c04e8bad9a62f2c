"""A build killed at any moment leaves one good release, and the next build needs no help.

``NEOCLOUD_KILLS`` sets how often; ``make chaos`` kills for longer than the suite does.
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

KILLS = int(os.environ.get("NEOCLOUD_KILLS", "50"))
# Most builds are of the small project and forked with everything imported; some are the command
# itself on the whole one.
BY_COMMAND = max(3, KILLS // 15)


OTHER = {"a": "b", "b": "a"}


def assert_whole(arena, good, before):
    """The published file is wholly the release before, or wholly the next one."""
    release = release_of(arena.published)
    assert release >= before[1]
    assert (arena.state(good) == before[0]) == (release == before[1])


def assert_healed(arena, good, state):
    """The next build gives exactly what an undisturbed one gives, and leaves no litter."""
    arena.build(state)
    project = arena.project(state)
    assert arena.state(good) == state
    assert [path.name for path in project.data.glob(".neocloud*")] == []
    kept = sorted(project.releases.iterdir())
    assert [path.name for path in kept] == [f"{release_of(path)}.duckdb" for path in kept]
    assert release_of(project.published) == kept[-1].stem


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
    record("kills_of_builds", killed.total(), "builds killed at a random moment of their work")
    record("kills_of_builds_publishing", killed[True], "of these, killed while publishing")


def test_the_command_killed_at_any_moment_leaves_one_good_release(whole_arena, whole_good):
    arena, good, killed = whole_arena, whole_good, 0
    while killed < BY_COMMAND:
        before = arena.state(good), release_of(arena.published)
        process = start_command(arena.project(OTHER[before[0]]), "build")
        process.stderr.readline()  # the first table is built
        time.sleep(random.uniform(0, 3))
        process.kill()
        process.communicate()
        killed += process.returncode < 0
        assert_whole(arena, good, before)
        assert_healed(arena, good, OTHER[before[0]])
    record("kills_of_commands", killed, "times `neocloud build` itself was killed")


def test_a_killed_command_is_marked_failed_by_the_next(whole_arena):
    process = start_command(whole_arena.project("b"), "build")
    assert process.stderr.readline()
    process.kill()
    process.communicate()
    rest = start_command(whole_arena.project("a"), "build")
    _, said = rest.communicate()
    assert rest.returncode == 0, said
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DAGSTER_HOME", "")
        prepare_home(whole_arena.project("a"))
        with dg.DagsterInstance.get() as instance:
            last, killed = instance.get_run_records(limit=2)
            assert last.dagster_run.status == dg.DagsterRunStatus.SUCCESS
            assert killed.dagster_run.status == dg.DagsterRunStatus.FAILURE
            logs = instance.all_logs(killed.dagster_run.run_id, dg.DagsterEventType.RUN_FAILURE)
    assert "its process is gone" in logs[-1].message
