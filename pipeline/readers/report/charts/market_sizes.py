"""How large the cloud market is, by publisher and vintage."""

from typing import Any

import altair as alt

from pipeline.readers.report.chart import Chart
from pipeline.readers.report.columns import BOUND, KNOWN, SOURCE, Column, Kind, fraction, money
from pipeline.readers.report.drawing import HEDGE, PAGE_COLOURS, billions, rows
from pipeline.readers.report.texts import Language, Text, word

UNIT = Text("billion US dollars a year", "亿美元／年")
VALUES = ("actual", "estimate", "forecast")


def draw(language: Language) -> Any:
    """Draw each publication as a line of its own; nothing joins two of them."""
    base = rows().transform_calculate(
        billions=billions("datum.market_size_usd", language), hedge=HEDGE
    )
    x = alt.X(
        "year:Q",
        title=None,
        axis=alt.Axis(format="d", tickMinStep=1),
        scale=alt.Scale(zero=False, nice=False, padding=18),
    )
    y = alt.Y("billions:Q", title=UNIT[language])
    colour = alt.Color(
        "market_name:N",
        title=None,
        sort=None,
        scale=alt.Scale(range=PAGE_COLOURS),
        legend=alt.Legend(
            columns=1,
            labelExpr="split(datum.label, ', ')",
            symbolType="stroke",
            symbolStrokeWidth=3,
        ),
    )
    words = [word(value)[language] for value in VALUES]
    shape = alt.Shape(
        "value_type:N",
        title=None,
        scale=alt.Scale(domain=words, range=["circle", "square", "diamond"]),
        legend=alt.Legend(orient="bottom"),
    )
    lines = base.mark_line(strokeWidth=1.5).encode(x=x, y=y, color=colour, detail="source_id:N")
    points = base.mark_point(filled=True, size=58, opacity=1).encode(
        x=x,
        y=y,
        color=colour,
        shape=shape,
    )
    hedges = (
        base.transform_filter("datum.hedge !== ''")
        .mark_text(dy=-11)
        .encode(x=x, y=y, text="hedge:N")
    )
    return lines + points + hedges


CHART = Chart(
    section="market",
    place=1,
    title=Text("The cloud market, by publisher and vintage", "云市场规模：按发布机构与版本"),
    unit=UNIT,
    note=Text(
        "One line per publication; they count different things and are never joined. ≈ about, ≥ at"
        " least. The scope of Gartner's figures changed three times: each scope has its own"
        " colour.",
        "每份出版物一条线；统计范围各不相同，从不拼接。≈ 约，≥ 至少。Gartner 口径三次变化，每种口"
        "径一种颜色。",
    ),
    columns=(
        Column("market_name", Text("Market", "市场")),
        Column("publication", Text("Publisher and vintage", "发布机构与版本")),
        Column("year", Text("Year", "年份"), Kind.year),
        money("market_size_usd", "Size, USD", "规模，美元"),
        Column("value_type", Text("Kind", "性质"), Kind.code),
        BOUND,
        fraction("yoy_growth_fraction", "Growth on the year", "同比增长"),
        fraction("cagr_fraction", "Growth a year since the first", "自首年年均增长"),
        KNOWN,
        SOURCE,
    ),
    draw=draw,
    height=380,
)
