"""Computing power of the world and of China until 2030, on a logarithmic axis."""

from typing import Any

import altair as alt

from pipeline.readers.report.chart import Chart
from pipeline.readers.report.columns import BOUND, KNOWN, SOURCE, Column, Kind, fraction
from pipeline.readers.report.drawing import HEDGE, codes, rows
from pipeline.readers.report.texts import Language, Text

UNIT = Text("EFLOP per second, logarithmic", "EFLOP／秒，对数轴")
REGIONS = ("WORLD", "CN")


def draw(language: Language) -> Any:
    """Mark the stated years; a dashed line joins those of a region without filling them in."""
    base = rows().transform_calculate(label=f"{HEDGE} + format(datum.capacity_eflop_per_s, ',.0f')")
    x = alt.X(
        "year:Q",
        title=None,
        axis=alt.Axis(format="d", tickMinStep=1),
        scale=alt.Scale(zero=False, nice=False, padding=26),
    )
    y = alt.Y("capacity_eflop_per_s:Q", title=UNIT[language], scale=alt.Scale(type="log"))
    colour = codes("region_code", REGIONS, language)
    lines = base.mark_line(strokeDash=[3, 4], strokeWidth=1.5).encode(x=x, y=y, color=colour)
    points = base.mark_point(filled=True, size=70, opacity=1).encode(
        x=x,
        y=y,
        color=colour,
        shape=alt.Shape("value_type:N", title=None),
    )
    labels = base.mark_text(dy=-13).encode(x=x, y=y, text="label:N")
    return lines + points + labels


CHART = Chart(
    section="compute",
    place=1,
    title=Text("Computing power to 2030", "至 2030 年的算力"),
    unit=UNIT,
    note=Text(
        "Totals of basic, intelligent and super computing, whatever their precision. The dashes"
        " join stated years, they estimate nothing between. 2030 is a forecast.",
        "基础、智能与超级计算算力之和，不区分精度。虚线只连接有数据的年份，不代表其间估计。2030 年"
        "为预测。",
    ),
    columns=(
        Column("region_code", Text("Region", "地区"), Kind.code),
        Column("year", Text("Year", "年份"), Kind.year),
        Column("capacity_eflop_per_s", Text("EFLOP per second", "EFLOP／秒"), Kind.money),
        Column("value_type", Text("Kind", "性质"), Kind.code),
        BOUND,
        fraction("cagr_fraction", "Growth a year since the first", "自首年年均增长"),
        Column("doubling_time_years", Text("Doubling, years", "翻倍年数"), Kind.number),
        KNOWN,
        SOURCE,
    ),
    draw=draw,
    height=320,
)
