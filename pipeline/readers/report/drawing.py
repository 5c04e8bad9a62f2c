"""What the drawings of the charts share."""

from collections.abc import Iterable, Sequence
from typing import Any

import altair as alt

from pipeline.readers.report.texts import Language, Text, word

ROWS = "rows"
# A sign for each hedge, so that a bound is seen on the chart; the page keeps each code beside
# its word, in <column>_code.
HEDGE = (
    "({approximate: '≈', at_least: '≥', at_most: '≤', order_of_magnitude: '~'}"
    "[datum.bound_type_code] || '')"
)
BILLIONS = Text("billion US dollars", "亿美元")
# A name ends its line at a bar, and where the page's script broke it for a narrow page. Vega writes
# a list from the first line down, so that it stands in the middle if moved up by half of the rest.
LINES = "split(datum.label, regexp('\\\\n| [|] '))"
LINE_PIXELS = 12
PAGE_COLOURS = [f"var(--mark-{number})" for number in range(1, 7)]


def rows() -> alt.Chart:
    """Return an empty chart of the page's rows, as wide as its place."""
    return alt.Chart(alt.NamedData(ROWS)).properties(width="container")


def first_row(chart: alt.Chart) -> alt.Chart:
    """Return the chart of the first row only, for what all rows say alike."""
    return chart.transform_filter("datum.row_index === 0")


def names(field: str) -> alt.Y:
    """Return a vertical axis of names in the order of the rows, each in one line or more."""
    up = {"test": "true", "expr": f"-{LINE_PIXELS} / 2 * (length({LINES}) - 1)"}
    axis = alt.Axis(
        labelExpr=f"length({LINES}) > 1 ? {LINES} : datum.label",
        labelOffset={"condition": up, "value": 0},
    )
    return alt.Y(f"{field}:N", sort=None, title=None, axis=axis)


def quarters(field: str, **options: Any) -> alt.X:
    """Return a horizontal axis of quarters in time order, which ``2024 Q1`` has by its letters.

    The order of the rows will not do: layers that leave some out are drawn one after the other.
    """
    return alt.X(f"{field}:O", sort="ascending", title=None, **options)


def quantity(field: str, title: Text, language: Language, **options: Any) -> alt.X:
    """Return a horizontal axis of numbers."""
    return alt.X(f"{field}:Q", title=title[language], **options)


def beside(pixels: int) -> alt.Scale:
    """Return a scale that ends before its place does: there are labels beside the marks."""
    return alt.Scale(range=[0, alt.ExprRef(f"width - {pixels}")])


def parts(field: str, labels: dict[str, Text], language: Language) -> alt.Color:
    """Return colours for the columns that were folded into ``field``, with their words."""
    words = {column: label[language] for column, label in labels.items()}
    return alt.Color(
        f"{field}:N",
        title=None,
        scale=alt.Scale(domain=list(labels), range=PAGE_COLOURS[: len(labels)]),
        legend=alt.Legend(labelExpr=f"{_literal(words)}[datum.label]"),
    )


def codes(
    field: str, given: Iterable[str], language: Language, colours: Sequence[int] = (1, 2, 3)
) -> alt.Color:
    """Return colours of the page for codes, which the page replaces by their words."""
    domain = [word(code)[language] for code in given]
    numbers = colours[: len(domain)]
    scale = alt.Scale(domain=domain, range=[PAGE_COLOURS[number - 1] for number in numbers])
    return alt.Color(f"{field}:N", title=None, scale=scale)


def billions(field: str, language: Language) -> str:
    """Return the Vega expression of dollars in the unit of ``BILLIONS``."""
    return f"{field} / {'1e8' if language == 'zh' else '1e9'}"


def amount(field: str, language: Language) -> str:
    """Return the Vega expression of an amount of dollars in words a reader expects."""
    large, small = (
        (("1e8", "亿"), ("1e4", "万")) if language == "zh" else (("1e9", "B"), ("1e6", "M"))
    )
    words = [f"format({field} / {unit}, ',.5~r') + ' {name}'" for unit, name in (large, small)]
    return f"{field} >= {large[0]} ? {words[0]} : {words[1]}"


def price(field: str) -> str:
    """Return the Vega expression of a price to the cent, or to a tenth of it where that counts."""
    return f"replace(format({field}, '.3f'), regexp('0$'), '')"


def _literal(words: dict[str, str]) -> str:
    """Return our own words as a Vega object; words of the data never get into an expression."""
    return "{" + ", ".join(f"{key}: '{value}'" for key, value in words.items()) + "}"
