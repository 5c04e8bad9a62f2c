"""What an hour of CoreWeave's fleet earns, with its bounds, against the list price."""

from typing import Any

import altair as alt

from pipeline.readers.report.chart import Chart
from pipeline.readers.report.columns import KNOWN, Column, count, fraction, money, source
from pipeline.readers.report.drawing import PAGE_COLOURS, quarters, rows
from pipeline.readers.report.texts import Language, Text

UNIT = Text("US dollars per GPU-hour", "美元／GPU 小时")


def draw(language: Language) -> Any:
    """Draw the bounds as lines, the median as points and the list price as a tick above."""
    base = rows()
    x = quarters("quarter_name", axis=alt.Axis(labelAngle=-45))
    every_quarter = base.mark_line(opacity=0).encode(x=x)
    earned = base.transform_filter("isValid(datum.revenue_usd_per_gpu_hour)")
    bounds = earned.mark_rule(strokeWidth=6, opacity=0.45, color=PAGE_COLOURS[0]).encode(
        x=x,
        y=alt.Y("low_revenue_usd_per_gpu_hour:Q", title=UNIT[language]),
        y2="high_revenue_usd_per_gpu_hour:Q",
    )
    points = earned.mark_point(filled=True, size=60, opacity=1, color=PAGE_COLOURS[0]).encode(
        x=x,
        y=alt.Y("revenue_usd_per_gpu_hour:Q"),
    )
    listed = base.mark_tick(thickness=2, opacity=1, color=PAGE_COLOURS[1]).encode(
        x=x, y=alt.Y("list_usd_per_gpu_hour:Q")
    )
    words = Text("list price, H100 with a full host", "列表价，H100 配满主机")[language]
    label = (
        base.transform_aggregate(top="max(list_usd_per_gpu_hour)")
        .mark_text(align="left", baseline="bottom", dy=-6, style="claim_label")
        .encode(x=alt.value(4), y="top:Q", text=alt.value(words))
    )
    return listed + bounds + points + label + every_quarter


CHART = Chart(
    section="capital",
    place=1,
    title=Text(
        "CoreWeave's revenue per GPU-hour, and the list price", "CoreWeave 每 GPU 小时收入与列表价"
    ),
    unit=UNIT,
    note=Text(
        "Revenue of the quarter over the GPUs of Epoch AI's fleet model times the hours. The band"
        " takes the model's 5 % and 95 % fleets at start and end of the quarter: it is no"
        " disclosure, and leaves out GPUs before Hopper. Quarters without a point have no stated"
        " revenue, those without a tick no list price confirmed lately enough to tell.",
        "季度收入除以 Epoch AI 模型估算的 GPU 数与小时数之积。区间取该模型季初与季末 5 % 与 95 % "
        "分位：并非公司披露，且不含 Hopper 之前的 GPU。没有圆点的季度无公开收入，"
        "没有横线的季度无足够新近确认的列表价。",
    ),
    columns=(
        Column("quarter_name", Text("Quarter", "季度")),
        money("revenue_usd", "Revenue, USD", "收入，美元"),
        count("gpu_count", "GPUs at the end", "季末 GPU 数"),
        money("low_revenue_usd_per_gpu_hour", "USD/GPU-h, low", "美元/GPU 时，低"),
        money("revenue_usd_per_gpu_hour", "USD/GPU-h", "美元/GPU 时"),
        money("high_revenue_usd_per_gpu_hour", "USD/GPU-h, high", "美元/GPU 时，高"),
        money("list_usd_per_gpu_hour", "List price", "列表价"),
        fraction("low_implied_utilization_fraction", "Share of list, low", "占列表价，低"),
        fraction("implied_utilization_fraction", "Share of list", "占列表价"),
        fraction("high_implied_utilization_fraction", "Share of list, high", "占列表价，高"),
        KNOWN,
        source("source_id", "Source of the fleet", "GPU 数来源"),
        source("revenue_source_id", "Source of the revenue", "收入来源"),
        source("list_source_id", "Source of the price", "价格来源"),
    ),
    draw=draw,
    height=300,
)
