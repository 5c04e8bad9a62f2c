"""Publishing killed at each of its file operations; in the suite, at every third of them."""

import os
import random

from pipeline.warehouse.publish import publish
from pipeline.warehouse.run_lock import run_lock
from pipeline.warehouse.working_file import open_working
from tests.trials.chaos.arena import die_at, release_of, tables_of
from tests.trials.resilience import record

EACH = 1 if int(os.environ.get("NEOCLOUD_KILLS", "10")) > 100 else 3  # `make chaos`: at each
OPERATIONS = ("open", "os.rename", "os.remove", "os.mkdir", "os.listdir", "os.scandir")


def publish_and_die(project, operation):
    tables = tables_of(project)
    with run_lock(project.run_lock, "dying", print), open_working(project) as connection:
        die_at(operation, OPERATIONS)
        publish(connection, project, tables, "dying")


def recover_and_die(project, operation):
    with run_lock(project.run_lock, "dying", print):
        die_at(operation, OPERATIONS)
        with open_working(project):
            pass


def killed_at(arena, target, state, operation):
    process = arena.start(target, state, operation)
    process.join()
    return process.exitcode != 0


def test_publishing_killed_at_each_file_operation_leaves_one_good_release(arena, good):
    state, operation, killed = arena.state(good), random.randint(1, EACH), 0
    project, seen = arena.project(state), [release_of(arena.published)]
    while killed_at(arena, publish_and_die, state, operation):
        assert arena.state(good) == state
        seen.append(release_of(arena.published))
        # The next run is killed too, while it puts things right; the one after succeeds.
        killed_at(arena, recover_and_die, state, operation)
        assert arena.state(good) == state
        arena.build(state)
        assert arena.state(good) == state
        kept = sorted(project.releases.iterdir())
        assert kept == [project.kept_release(release_of(path)) for path in kept]
        assert list(project.data.glob(".neocloud*")) == []
        assert release_of(arena.published) == release_of(kept[-1])
        if seen[-1] != seen[0]:  # the killed one had reached readers: its copy is kept
            assert project.kept_release(seen[-1]) in kept
        seen.append(release_of(arena.published))
        operation, killed = operation + EACH, killed + 1
    assert operation > 8
    record("kills_of_publish_steps", killed, "file operations of publishing, each killed at")
