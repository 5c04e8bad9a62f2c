"""The report in a real Chromium: switched, read, printed, and silent on the network."""

import csv
import io
import json

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.conftest import HOSTILE
from tests.trials.browser.opened_report import DRAWN, everything_open, opened, switched

# The texts of the drawings that are shortened, or reach over the edge of their drawing.
CUT = """() => [...document.querySelectorAll("[data-chart] svg")].flatMap(svg => {
    const edge = svg.getBoundingClientRect();
    return [...svg.querySelectorAll("text")].filter(text => {
        const at = text.getBoundingClientRect();
        return at.width && (text.textContent.includes("…") || at.left < edge.left - 1
            || at.right > edge.right + 1 || at.top < edge.top - 1 || at.bottom > edge.bottom + 1);
    }).map(text => `${svg.closest("[data-chart]").dataset.chart}: ${text.textContent}`);
})"""
# The pairs of names on an axis of which one lies upon the other.
UPON_ANOTHER = """() => [...document.querySelectorAll(".role-axis-label")].flatMap(axis => {
    const shown = text => text.checkVisibility({ checkOpacity: true });
    const names = [...axis.querySelectorAll("text")].filter(shown);
    const turned = names.some(text => text.getAttribute("transform").includes("rotate"));
    return turned ? [] : names.flatMap((name, place) => names.slice(place + 1).filter(other => {
        const [a, b] = [name.getBoundingClientRect(), other.getBoundingClientRect()];
        return a.left < b.right && b.left < a.right && a.top < b.bottom - 3 && b.top < a.bottom - 3;
    }).map(other => `${name.textContent} / ${other.textContent}`));
})"""


@pytest.fixture
def heard(page):
    """What the page says to the console and asks of the network."""
    heard = []
    page.on("console", lambda message: heard.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: heard.append(f"error: {error}"))
    page.on("request", lambda request: heard.append(request.url))
    page.context.set_offline(True)
    return heard


@pytest.fixture(scope="module")
def drawn(browser, report):
    """The page, drawn once for the tests that leave it as it was but for what they switch."""
    page = opened(browser.new_page(), report)
    yield page
    page.close()


@pytest.fixture
def shared(drawn):
    """That page at its first size, colours and language, unfolded as at first."""
    unfolded = drawn.evaluate("[...document.querySelectorAll('details')].map(each => each.open)")
    yield drawn
    drawn.emulate_media(media="null", color_scheme="null")
    drawn.set_viewport_size({"width": 1280, "height": 720})
    drawn.evaluate(
        "was => document.querySelectorAll('details').forEach((e, i) => e.open = was[i])", unfolded
    )
    switched(drawn, "en")


def test_the_page_is_silent_on_console_and_network(page, report, heard):
    opened(page, report, "zh")
    page.get_by_role("button", name="深色").click()
    assert heard == [report.as_uri()]


def test_the_language_is_switched_by_keyboard(page, report):
    opened(page, report)
    while page.evaluate("document.activeElement.dataset.language") != "zh":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_function(DRAWN, arg="zh")
    assert page.evaluate("document.documentElement.lang") == "zh-Hans"
    assert page.get_by_role("heading", level=1).inner_text() == "GPU 算力：价格、资金与增长"
    described = page.locator("[data-chart=compute_capacity]").get_attribute("aria-label")
    assert described.startswith("从 2021 年的 615（Changsha Evening News）到 2030 年的 56,000")
    assert described.endswith("数据见下方表格。")
    page.reload()
    page.wait_for_function(DRAWN, arg="zh")  # the choice is kept


def test_the_colours_follow_the_system_and_the_switch(page, report):
    colour = "getComputedStyle(document.body).backgroundColor"
    mark = "[data-chart=claim_verdicts] .role-mark path"
    bar = f"getComputedStyle(document.querySelector('{mark}')).fill"
    page.emulate_media(color_scheme="light")
    opened(page, report)
    light = page.evaluate(colour), page.evaluate(bar)
    page.emulate_media(color_scheme="dark")
    dark = page.evaluate(colour), page.evaluate(bar)
    page.get_by_role("button", name="Light").press("Enter")
    assert (page.evaluate(colour), page.evaluate(bar)) == light
    page.get_by_role("button", name="Dark").press("Space")
    assert (page.evaluate(colour), page.evaluate(bar)) == dark
    assert light != dark


@pytest.fixture(scope="module")
def phone(browser, report):
    """The page as a phone opens it, for tests that switch nothing but the language."""
    page = opened(browser.new_page(viewport={"width": 390, "height": 844}), report)
    yield page
    page.close()


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("width", [390, 1280])
def test_no_word_of_a_drawing_is_cut_or_lies_upon_another(request, width, language):
    page = switched(request.getfixturevalue("phone" if width == 390 else "shared"), language)
    assert page.evaluate(CUT) == []
    assert page.evaluate(UPON_ANOTHER) == []


def test_a_cut_word_is_found(phone):
    """The counterexample: a name that is longer than its room, and an amount over the edge."""
    switched(phone, "en").evaluate("""() => {
        const labels = document.querySelector("[data-chart=rival_prices] .role-axis-label");
        const [name, other] = labels.querySelectorAll("text");
        name.textContent = "p4de.24xlarge · Amaz…";
        other.textContent = "over the edge of the page".repeat(9);
    }""")
    assert len(phone.evaluate(CUT)) == 2
    phone.reload()
    phone.wait_for_function(DRAWN, arg="en")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_phone_never_scrolls_sideways(shared, language):
    shared.set_viewport_size({"width": 390, "height": 844})
    everything_open(switched(shared, language))
    assert shared.evaluate("document.documentElement.scrollWidth") == 390


@pytest.mark.parametrize(
    ("language", "scheme", "width"),
    [("en", "light", 1280), ("zh", "dark", 390)],
)
def test_axe_finds_no_fault(shared, language, scheme, width):
    shared.set_viewport_size({"width": width, "height": 900})
    shared.emulate_media(color_scheme=scheme)
    switched(shared, language)
    # All tables are of one make.
    shared.evaluate("document.querySelectorAll('#price details').forEach(e => e.open = true)")
    assert shared.locator("[data-table=claim_verdicts]").is_visible()  # open at first
    found = Axe().run(shared, options={"resultTypes": ["violations"]}).response["violations"]
    assert [(each["id"], each["impact"], each["nodes"][0]["html"]) for each in found] == []


def downloaded(page, name, kind):
    page.evaluate(f"document.querySelector('#chart-{name} details').open = true")
    with page.expect_download() as download:
        page.locator(f"[data-download={kind}][data-of={name}]").click()
    assert download.value.suggested_filename == f"{name}.{kind}"
    return download.value.path().read_text(encoding="utf-8")


def test_downloads_hold_the_rows_digit_for_digit(shared, rows):
    page = shared
    told = rows("""
        select round_name, equity_usd, debt_usd from growth.funding_by_round
        where company_id = 'coreweave' order by round_name
    """)
    expected = [{name: str(value) for name, value in row.items()} for row in told]
    from_csv = list(csv.DictReader(io.StringIO(downloaded(page, "funding_rounds", "csv"))))
    from_json = json.loads(downloaded(page, "funding_rounds", "json"))
    for found in (from_csv, from_json):
        found = [{name: row[name] for name in expected[0]} for row in found]
        assert sorted(found, key=lambda row: row["round_name"]) == expected


def test_hostile_texts_run_nowhere(page, hostile_report, heard):
    opened(page, hostile_report, "zh")
    everything_open(page)
    assert page.evaluate("window.hacked") is None
    assert heard == [hostile_report.as_uri()]
    assert page.locator("img").count() == 0
    assert (
        page.locator("[data-table=claim_verdicts] tbody th").first.inner_text().startswith(HOSTILE)
    )
    page.locator("[data-chart=training_costs] .mark-symbol.role-mark path").first.hover()
    assert HOSTILE in page.locator("#vg-tooltip-element").inner_text()
    assert page.evaluate("window.hacked") is None


def test_a_spreadsheet_takes_hostile_texts_for_text(page, hostile_report):
    opened(page, hostile_report)
    found = list(csv.DictReader(io.StringIO(downloaded(page, "claim_verdicts", "csv"))))
    assert {row["statement"].startswith(f"'{HOSTILE}") for row in found} == {True}
    numbers = [row["difference_fraction"] for row in found if row["difference_fraction"]]
    assert min(map(float, numbers)) < 0  # a negative number stays a number


def test_the_printed_page_is_light_and_leaves_out_what_cannot_be_used(page, report):
    page.emulate_media(color_scheme="dark")
    opened(page, report)
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    for hidden in (".switches", ".contents", ".actions", "#what-if"):
        assert page.locator(hidden).first.is_visible() is False
    assert page.locator("[data-table=claim_verdicts]").is_visible()
    assert page.pdf().startswith(b"%PDF")


def test_without_scripts_the_tables_are_all_there(browser, report):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(report.as_uri())
    page.locator("#chart-gpu_hour_parts summary").first.click()
    assert page.locator("[data-table=gpu_hour_parts] tbody tr").count() == 13
    assert page.locator("[data-table=gpu_hour_parts]").is_visible()
    context.close()
