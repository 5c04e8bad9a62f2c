"""The report in the browser: opened, drawn, and unfolded."""

DRAWN = "language => document.documentElement.dataset.drawn === language"


def opened(page, report, language="en"):
    page.goto(report.as_uri())
    page.wait_for_function(DRAWN, arg="en")
    return page if language == "en" else switched(page, language)


def switched(page, language):
    """Show an opened page in a language; this draws its charts again, if they are in another."""
    page.evaluate(
        "name => document.querySelector(`button[data-language=${name}]`).click()", language
    )
    page.wait_for_function(DRAWN, arg=language)
    return page


def everything_open(page):
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
