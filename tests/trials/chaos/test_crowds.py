"""Many read while releases are published; every answer belongs to exactly one release."""

import os
import time

import duckdb

from pipeline.readers.published_file import open_published
from tests.trials.chaos.arena import FORKS, release_of
from tests.trials.resilience import record

EXAMPLES = int(os.environ.get("NEOCLOUD_EXAMPLES", "3"))  # `make chaos`: 8 readers, 20 releases
READERS = max(4, min(8, EXAMPLES))
RELEASES = max(5, EXAMPLES // 3)
# By hand: the smallest host has 4 GB in state a and 8 GB in state b, wherever it shows.
RAM_GB = {"a": 4, "b": 8}
ANSWER = """
select
    (select max(release_id) from meta.releases),
    (select ram_gb from pricing.instance_recipes where recipe_id = 'min_host'),
    (select list(distinct ram_gb) from cost.host_prices where recipe_id = 'min_host')
"""


def read_until(project, stop, asked, says, as_client):
    """Ask again and again, each time in a connection of its own, and tell what was answered."""
    os.nice(10)  # so that publishing gets its share of two cores
    answers, count = set(), 0
    while not stop.is_set():
        opened = duckdb.connect(str(project.published), read_only=True) if as_client else None
        with opened or open_published(project) as connection:
            for _ in range(2):  # a connection keeps its release
                release, seed, derived = connection.execute(ANSWER).fetchone()
                answers.add((release, seed, tuple(derived)))
                count += 1
                with asked:
                    asked.value += 1
    says.send((count, answers))


def wait_for_answers(asked):
    """Wait until somebody has read the release that is live now."""
    # Each reader may still have two answers of the release before to give.
    enough = asked.value + 2 * READERS + 1
    while asked.value < enough:
        time.sleep(0.01)


def test_every_answer_belongs_to_one_release(arena, good):
    stop, asked, ends, readers = FORKS.Event(), FORKS.Value("i", 0), [], []
    for number in range(READERS):
        hears, says = FORKS.Pipe(duplex=False)
        ends.append(hears)
        readers.append(arena.start(read_until, "a", stop, asked, says, number % 2 == 0))
    states = {release_of(arena.published): arena.state(good)}
    for _ in range(RELEASES):
        wait_for_answers(asked)
        state = "b" if arena.state(good) == "a" else "a"
        arena.build(state)
        states[release_of(arena.published)] = state
    wait_for_answers(asked)
    stop.set()
    told = [end.recv() for end in ends]
    for reader in readers:
        reader.join()
    assert [reader.exitcode for reader in readers] == [0] * READERS
    answers = set().union(*(found for _, found in told))
    assert answers <= {(r, RAM_GB[s], (RAM_GB[s],)) for r, s in states.items()}
    assert {release for release, *_ in answers} == states.keys()
    record("readers", READERS, "processes reading without pause while releases were published")
    record("readers_releases", RELEASES, "releases published while they read")
    record(
        "readers_answers", sum(count for count, _ in told), "answers, each of exactly one release"
    )
