"""Take the pictures of the README: ``make screenshots``.

Opens the report file given, and the Dagster UI at the address given; builds nothing. Needs a
Chromium: the one on the path, or that which ``NEOCLOUD_CHROMIUM`` names.
"""

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

FOLDER = Path(__file__).parent
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
WIDTH, HEIGHT = 1280, 900
MOST_BYTES = 300_000
SETTLED_MILLISECONDS = 4_000  # the graph glides into its place


@dataclass(frozen=True)
class Picture:
    """A view of the report: its file, the section at the top, language and colours."""

    name: str
    anchor: str
    language: str
    colours: str


PICTURES = (
    Picture("report.png", "price", "en", "light"),
    Picture("report_dark_zh.png", "history", "zh", "dark"),
)


# The way of a number, two steps back: from the seeds to the price of an instance.
GRAPH = "/assets/cost/instance_prices?view=lineage&lineageScope=upstream&lineageDepth=2"


def main(report: Path, ui: str) -> None:
    """Take every picture of the report file, and that of the asset graph in the UI."""
    found = os.environ.get("NEOCLOUD_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), "")
    if not found:
        sys.exit("no Chromium found; install one, or name its file in NEOCLOUD_CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        for picture in PICTURES:
            take(browser, report, picture)
        take_graph(browser, ui)
        browser.close()


def take(browser: Browser, report: Path, picture: Picture) -> None:
    """Take one picture and say how large it is; one over the limit is no picture for a README."""
    locale = {"en": "en-GB", "zh": "zh-CN"}[picture.language]
    page = browser.new_page(
        viewport={"width": WIDTH, "height": HEIGHT},
        locale=locale,
        color_scheme=picture.colours,
        reduced_motion="reduce",  # else the page is still scrolling when it is taken
    )
    page.goto(f"{report.resolve().as_uri()}")
    page.wait_for_function("document.documentElement.dataset.drawn")
    page.evaluate(f"document.getElementById('{picture.anchor}').scrollIntoView()")
    _save(page, FOLDER / picture.name)


def take_graph(browser: Browser, ui: str) -> None:
    """Take the picture of the asset graph."""
    page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
    page.goto(f"{ui}{GRAPH}")
    page.get_by_text("instance_recipes").first.wait_for()
    page.get_by_text("Hide navigation").click()
    page.wait_for_timeout(SETTLED_MILLISECONDS)
    _save(page, FOLDER / "asset_graph.png")


def _save(page: Page, path: Path) -> None:
    page.screenshot(path=path)
    page.close()
    size = path.stat().st_size
    if size > MOST_BYTES:
        sys.exit(f"{path.name} has {size:,} bytes, more than {MOST_BYTES:,}")
    print(f"{path.name}: {size:,} bytes")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: python docs/screenshots/take.py REPORT.html http://127.0.0.1:3000")
    main(Path(sys.argv[1]), sys.argv[2])
