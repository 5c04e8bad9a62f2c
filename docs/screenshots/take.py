"""Take the pictures of the README: ``python docs/screenshots/take.py data/report.html``.

Builds nothing. Needs Playwright and a Chromium: the one on the path, or that which
``NEOCLOUD_CHROMIUM`` names.
"""

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

FOLDER = Path(__file__).parent
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
WIDTH, HEIGHT = 1280, 900
MOST_BYTES = 300_000


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


def main(report: Path) -> None:
    """Take every picture of the report file."""
    found = os.environ.get("NEOCLOUD_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), "")
    if not found:
        sys.exit("no Chromium found; install one, or name its file in NEOCLOUD_CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        for picture in PICTURES:
            take(browser, report, picture)
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
    path = FOLDER / picture.name
    page.screenshot(path=path)
    page.close()
    size = path.stat().st_size
    if size > MOST_BYTES:
        sys.exit(f"{path.name} has {size:,} bytes, more than {MOST_BYTES:,}")
    print(f"{path.name}: {size:,} bytes")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python docs/screenshots/take.py REPORT.html")
    main(Path(sys.argv[1]))
