"""Which files the processes of the tests begin with, and which go to one process together."""

import pytest
from xdist.scheduler import LoadFileScheduling

# What takes longest comes first, so that short files are left at the end for whoever is free.
LONGEST = (
    "tests/trials/chaos/test_ui_runs",  # mostly waits: others work beside it
    "tests/trials/browser",
    "tests/trials/chaos",
    "tests/trials",
)
# Files that share what each process would make anew.
TOGETHER = {
    "a browser": ("tests/trials/browser/",),
    "an arena built in both states": (
        "tests/trials/chaos/test_crowds",
        "tests/trials/chaos/test_kills",
        "tests/trials/chaos/test_publish_steps",
    ),
}


def place(item: pytest.Item) -> int:
    """Return how early the tests of a file begin, 0 first."""
    return next((n for n, start in enumerate(LONGEST) if item.nodeid.startswith(start)), 99)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest files first, in whatever order the tests come otherwise."""
    items.sort(key=place)


class Together(LoadFileScheduling):
    """Gives a process a file, or all the files that share what is costly to make."""

    def _split_scope(self, nodeid: str) -> str:
        return next(
            (name for name, starts in TOGETHER.items() if nodeid.startswith(starts)),
            super()._split_scope(nodeid),
        )


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> Together:
    return Together(config, log)
