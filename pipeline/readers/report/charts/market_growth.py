"""How fast the cloud market grows from figure to figure of one publisher and definition."""

from typing import Any

import altair as alt

from pipeline.readers.report.chart import Chart
from pipeline.readers.report.columns import KNOWN, SOURCE, Column, Kind, fraction
from pipeline.readers.report.drawing import HEDGE, PAGE_COLOURS, beside, names, quantity, rows
from pipeline.readers.report.texts import Language, Text

UNIT = Text("growth a year since the figure before", "较前一数字的年增速")


def draw(language: Language) -> Any:
    """Show the yearly growth within each series."""
    base = rows().transform_calculate(
        label=f"{HEDGE} + format(datum.annualised_growth_fraction, '.1%')"
    )
    x = quantity(
        "annualised_growth_fraction",
        UNIT,
        language,
        axis=alt.Axis(format=".0%"),
        scale=beside(60),
    )
    y = names("publication_year")
    bars = base.mark_bar(height=3, color=PAGE_COLOURS[0]).encode(x=x, y=y)
    points = base.mark_point(filled=True, size=54, opacity=1, color=PAGE_COLOURS[0]).encode(
        x=x, y=y
    )
    labels = base.mark_text(align="left", dx=9).encode(x=x, y=y, text="label:N")
    return bars + points + labels


CHART = Chart(
    section="market",
    place=2,
    title=Text("Growth of the cloud market, within each series", "云市场增速：各序列内部"),
    unit=UNIT,
    note=Text(
        "Growth compares two figures of one publication, or of one publisher's documents where none"
        " restates another. Over several years it is the constant yearly rate. ≈ about, ≥ at"
        " least: the hedge follows from those of the figures. A bar names the years, the vintage"
        " and whose figures they are.",
        "增速只比较同一出版物的两个数字；同一机构各文件互不修订时，也比较其不同文件。跨多年者为年均增"
        "速。≈ 约，≥ 至少：精确程度由所用数字决定。每条先列年份与版本，再列数字所属机构。",
    ),
    columns=(
        Column("publication", Text("Publisher and vintage", "发布机构与版本")),
        Column("market_name", Text("Market", "市场")),
        Column("previous_year", Text("From", "起"), Kind.year),
        Column("year", Text("To", "至"), Kind.year),
        fraction("annualised_growth_fraction", "Growth a year", "年增速"),
        Column("bound_type", Text("Hedge of the growth", "增速精确程度"), Kind.code),
        Column("value_type", Text("Kind", "性质"), Kind.code),
        KNOWN,
        SOURCE,
    ),
    draw=draw,
    height=30,
    height_per="publication_year",
)
