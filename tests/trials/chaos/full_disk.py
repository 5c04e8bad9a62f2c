"""Publish on a disk with less and less room; print, as JSON, what became of each attempt.

Run by ``test_full_disk.py`` in a process of its own, under whatever limits the disk.
"""

import json
import resource
import sys
from pathlib import Path

import duckdb

from pipeline.project.storage_faults import storage_fault
from tests.trials.chaos.arena import Arena, contents, publish_state


def attempt(arena, state):
    """Try to publish a state; return what went wrong in the words of a user, if anything."""
    project = arena.project(state)
    try:
        publish_state(project)
    except (duckdb.Error, OSError) as error:
        return storage_fault(error, project) or f"unexplained: {error!r}"
    return None


def limits(folder, kind):
    """Yield after each narrowing of the room left, from none to enough; lift it at the end."""
    filler = folder / "filler"
    for kilobytes in (0, 16, 64, 200, 300, 500, 800, 4_000):
        if kind == "file size":
            resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes * 1_000, resource.RLIM_INFINITY))
            yield kilobytes
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
        else:
            with filler.open("wb", buffering=0) as stream:
                try:
                    while stream.write(bytes(65_536)):
                        pass
                except OSError:
                    pass
            room = max(0, filler.stat().st_size - kilobytes * 1_000)
            with filler.open("r+b") as stream:
                stream.truncate(room)
            yield kilobytes
            filler.unlink()


def main():
    folder, kind = Path(sys.argv[1]), sys.argv[2]
    arena = Arena(folder)
    good = {}
    for state in ("b", "a"):
        assert attempt(arena, state) is None
        good[state] = contents(arena.published)
    found, now, after = [], "a", "b"
    for kilobytes in limits(folder / "data", kind):
        fault = attempt(arena, after)
        published = contents(arena.published)
        assert published == good[now if fault else after], (kilobytes, fault)
        found.append({"kilobytes": kilobytes, "fault": fault})
        if not fault:
            now, after = after, now
    fault = attempt(arena, after)
    assert fault is None, fault
    assert contents(arena.published) == good[after]
    print(json.dumps(found))


main()
