"""The report in the browser: opened, drawn, and unfolded."""

DRAWN = "language => document.documentElement.dataset.drawn === language"


def opened(page, report, language="en"):
    page.goto(report.as_uri())
    page.wait_for_function(DRAWN, arg="en")
    if language != "en":
        page.get_by_role("button", name="中文").click()
        page.wait_for_function(DRAWN, arg=language)
    return page


def everything_open(page):
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
