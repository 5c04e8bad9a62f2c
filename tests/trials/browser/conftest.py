"""A real Chromium for the pages we show.

``.ci/run`` installs the browser; elsewhere its place is found, or named in ``NEOCLOUD_CHROMIUM``.
Without one these tests are skipped and say so, but never where ``CI`` is set.
"""

import asyncio
import os
import shutil

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
# Headless, as root too, and without the browser's own calls to its maker.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Launch the Chromium of this machine: Playwright's own would have to be downloaded."""
    found = os.environ.get("NEOCLOUD_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), "")
    if not found:
        missing = "no Chromium found; install one, or name its file in NEOCLOUD_CHROMIUM"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(missing)
    return {**browser_type_launch_args, "executable_path": found, "args": ARGUMENTS}


@pytest.fixture(scope="session")
def browser_loop(browser):
    """The event loop that Playwright leaves running in this thread for as long as it lives."""
    loop = asyncio._get_running_loop()
    yield loop
    asyncio._set_running_loop(loop)  # the browser is closed next, in its own loop


@pytest.fixture(scope="module", autouse=True)
def in_browser_loop(browser_loop):
    """Show the thread Playwright's loop in these modules only: elsewhere Dagster runs its own."""
    asyncio._set_running_loop(browser_loop)
    yield
    asyncio._set_running_loop(None)
