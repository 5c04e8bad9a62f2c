"""The Dagster UI as an analyst meets it: what a table is and holds, who says so, what failed."""

import asyncio
import re
import shutil

import pytest
from playwright.sync_api import expect

from pipeline.project.paths import Project
from tests.trials.served_ui import served_ui

PATIENCE_MILLISECONDS = 60_000
expect.set_options(timeout=PATIENCE_MILLISECONDS)


# A price below nothing, and a smallest host that no GPU can have.
FAULTS = {
    "pricing/component_prices.csv": (",4.76,", ",-4.76,"),
    "pricing/instance_recipes.csv": ("min_host,1,1,4", "min_host,1,1,16000"),
}


# What the pages of these trials show; everything else was built before, and is not built again.
SHOWN = "key:pricing/component_prices or key:pricing/instance_recipes or key:cost/instance_prices"


@pytest.fixture(scope="module")
def project(built, tmp_path_factory):
    """A project that was built once, then failed on a broken seed and on a promise."""
    root = tmp_path_factory.mktemp("shown")
    for folder in ("seeds", "sql"):
        shutil.copytree(built.root / folder, root / folder)
    shutil.copytree(built.data, root / "data")
    return Project(root, root / "data")


@pytest.fixture(scope="module")
def address(project, neocloud, browser_loop):
    """The UI of the project."""
    asyncio._set_running_loop(None)  # a build runs one of its own
    assert neocloud(project.root, "build", "--select", SHOWN).returncode == 0
    for name, (old, new) in FAULTS.items():
        path = project.seeds / name
        good = path.read_text(encoding="utf-8")
        path.write_text(good.replace(old, new), encoding="utf-8")
        assert neocloud(project.root, "build", "--select", SHOWN).returncode == 1
        path.write_text(good, encoding="utf-8")
    asyncio._set_running_loop(browser_loop)
    with served_ui(project, "--read-only") as address:
        yield address


@pytest.fixture
def ui(page, address):
    """A page that notes what it asks of other machines."""
    page.set_default_timeout(PATIENCE_MILLISECONDS)
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    def opened(path):
        page.goto(f"{address}{path}")
        return page

    yield opened
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []


def shown_markdown(page, key):
    """Open what the metadata of the asset says under a key, and return its text."""
    row = page.locator("tr").filter(has_text=re.compile(rf"^{key}"))
    row.get_by_text("Show Markdown").click()
    window = page.locator("[role=dialog], .dagster-portal").last
    expect(window.get_by_role("table").or_(window.get_by_role("list")).first).to_be_visible()
    return window


def test_an_asset_reads_as_prose_with_its_columns_owner_and_layer(ui):
    page = ui("/assets/cost/instance_prices")
    about = (
        "One row per component price list, GPU and recipe: what the instance costs, part by part."
    )
    expect(page.get_by_text(about)).to_be_visible()
    expect(page.get_by_text("total_usd_per_hour = gpu_count * GPU price")).to_be_visible()
    expect(
        page.get_by_text("Price of the whole instance. (US dollars for one hour)")
    ).to_be_visible()
    expect(page.get_by_text("layer: mart")).to_be_visible()
    expect(page.get_by_text("Owners")).to_be_visible()
    expect(page.get_by_text("Row count", exact=True)).to_be_visible()


def test_an_asset_shows_rows_documents_and_what_columns_are_computed_from(ui):
    page = ui("/assets/cost/instance_prices")
    rows = shown_markdown(page, "first rows")
    expect(rows.get_by_text("coreweave_docs_2021_01_18").first).to_be_visible()
    page.keyboard.press("Escape")
    documents = shown_markdown(page, "cited documents")
    link = documents.get_by_role("link", name="Resource Based Pricing").first
    assert link.get_attribute("href").startswith("https://")
    page.keyboard.press("Escape")
    origins = shown_markdown(page, "column origins")
    expect(
        origins.get_by_text("core.component_prices.price_usd_per_unit_hour").first
    ).to_be_visible()


def test_the_rows_of_a_table_are_plotted_over_its_builds(ui):
    page = ui("/assets/pricing/component_prices")
    page.get_by_text("Plots").first.click()
    expect(page.get_by_text("dagster/row_count").first).to_be_visible()
    expect(page.locator("canvas").first).to_be_visible()


def test_a_failed_run_names_file_line_and_column(ui):
    page = ui("/runs")
    page.get_by_text("Failure").nth(1).wait_for()
    links = page.locator("a[href^='/runs/']").all()
    runs = dict.fromkeys(link.get_attribute("href").partition("?")[0] for link in links)
    texts = []
    for path in [*runs][:2]:
        run = ui(path)
        run.get_by_text("RUN_FAILURE").first.wait_for()
        texts.append(run.locator("body").inner_text())
    text = "\n".join(texts)
    assert re.search(r"seeds/pricing/component_prices\.csv:\d+\s+price_usd_per_unit_hour", text)
    assert "Every GPU that a list prices by itself is priced with the smallest host." in text


def test_a_broken_promise_shows_the_rows_that_break_it(ui):
    page = ui("/assets/cost/instance_prices?view=checks&checkDetail=every_gpu_has_a_smallest_host")
    expect(page.get_by_text("Every GPU that a list prices by itself").first).to_be_visible()
    expect(page.get_by_text("rows that break every_gpu_has_a_smallest_host").first).to_be_visible()
    expect(page.get_by_text(re.compile("^coreweave_(docs|note)_")).nth(4)).to_be_visible()
