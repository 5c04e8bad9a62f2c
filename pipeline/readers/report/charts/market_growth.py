"""How fast each publication says that the cloud market grows."""

from typing import Any

import altair as alt

from pipeline.readers.report.chart import Chart
from pipeline.readers.report.columns import KNOWN, SOURCE, Column, Kind, fraction
from pipeline.readers.report.drawing import HEDGE, PAGE_COLOURS, names, quantity, rows
from pipeline.readers.report.texts import Language, Text

UNIT = Text("growth on the year before", "同比增长")


def draw(language: Language) -> Any:
    """Show the yearly growth within each publication."""
    base = rows().transform_calculate(label=f"{HEDGE} + format(datum.yoy_growth_fraction, '.1%')")
    x = quantity(
        "yoy_growth_fraction",
        UNIT,
        language,
        axis=alt.Axis(format=".0%"),
        scale=alt.Scale(domainMax=0.3),
    )
    bars = base.mark_bar(height=3, color=PAGE_COLOURS[0]).encode(x=x, y=names("publication_year"))
    points = base.mark_point(filled=True, size=54, opacity=1, color=PAGE_COLOURS[0]).encode(
        x=x, y=names("publication_year")
    )
    labels = base.mark_text(align="left", dx=9).encode(
        x=x, y=names("publication_year"), text="label:N"
    )
    return bars + points + labels


CHART = Chart(
    section="market",
    place=2,
    title=Text("Growth of the cloud market, within each publication", "云市场增速：各出版物内部"),
    unit=UNIT,
    note=Text(
        "Growth compares two figures of one publication. ≈ about, ≥ at least: the hedge of the"
        " growth follows from those of its figures. A line names the year, then vintage and"
        " publisher.",
        "增速只比较同一出版物的两个数字。≈ 约，≥ 至少：增速的精确程度由所用数字决定。每行先列年份，"
        "再列版本与发布机构。",
    ),
    columns=(
        Column("publication", Text("Publisher and vintage", "发布机构与版本")),
        Column("market_name", Text("Market", "市场")),
        Column("year", Text("Year", "年份"), Kind.year),
        fraction("yoy_growth_fraction", "Growth on the year", "同比增长"),
        Column("bound_type", Text("Hedge of the growth", "增速精确程度"), Kind.code),
        Column("value_type", Text("Kind", "性质"), Kind.code),
        KNOWN,
        SOURCE,
    ),
    draw=draw,
    height=24,
    height_per="publication_year",
)
