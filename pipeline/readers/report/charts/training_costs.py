"""What training known models would cost, by GPU and scenario of utilisation."""

from typing import Any

import altair as alt

from pipeline.readers.report.chart import Chart
from pipeline.readers.report.columns import BOUND, GPU, KNOWN, Column, Kind, money, source
from pipeline.readers.report.drawing import PAGE_COLOURS, names, quantity, rows
from pipeline.readers.report.texts import Language, Text

UNIT = Text("US dollars with a full host, logarithmic", "美元（配满主机），对数轴")


def draw(language: Language) -> Any:
    """Show the cost at base utilisation and the span between the low and the high scenario."""
    base = rows()
    log = alt.Scale(type="log")
    thousands = "replace(format(datum.value, '~s'), 'G', 'B')"
    tens = "datum.value >= 1e8 ? datum.value / 1e8 + ' 亿' : datum.value / 1e4 + ' 万'"
    axis = alt.Axis(labelExpr=Text(thousands, tens)[language], tickCount=6)
    colour = alt.Color("gpu_name:N", title=None, sort=None, scale=alt.Scale(range=PAGE_COLOURS[:3]))
    offset = alt.YOffset("gpu_name:N", sort=None)
    spans = base.mark_rule(strokeWidth=2).encode(
        x=quantity("high_utilization_cost_usd", UNIT, language, scale=log, axis=axis),
        x2="low_utilization_cost_usd:Q",
        y=names("model_name"),
        yOffset=offset,
        color=colour,
    )
    points = base.mark_point(filled=True, size=22, opacity=1).encode(
        x=quantity("base_cost_usd", UNIT, language, scale=log, axis=axis),
        y=names("model_name"),
        yOffset=offset,
        color=colour,
    )
    return spans + points


CHART = Chart(
    section="training",
    place=1,
    title=Text(
        "Cost of training known models at the note's prices", "按研报价格训练已知模型的成本"
    ),
    unit=UNIT,
    note=Text(
        "Point: 40 % of the dense 16-bit peak; line: from 50 % (cheapest) to 30 % (dearest). The"
        " operations are what sources state, most of them hedged. Without failed runs, research,"
        " storage and network; each model is priced on each GPU, whether or not they are of one"
        " time or the model fits its memory.",
        "圆点：稠密 16 位峰值的 40 %；线段：50 %（最低）至 30 %（最高）。运算量取自来源，多为约数。"
        "不含失败的训练、研究、存储与网络；不论 GPU 与模型是否同时代、显存是否够用，均逐一计价。",
    ),
    columns=(
        Column("model_name", Text("Model", "模型")),
        GPU,
        Column("training_compute_flop", Text("Operations, FLOP", "运算量，FLOP"), Kind.number),
        BOUND,
        Column("base_gpu_hours", Text("GPU-hours at 40 %", "GPU 小时（40 %）"), Kind.number),
        money("low_utilization_cost_usd", "USD at 30 %", "美元（30 %）"),
        money("base_cost_usd", "USD at 40 %", "美元（40 %）"),
        money("high_utilization_cost_usd", "USD at 50 %", "美元（50 %）"),
        KNOWN,
        source("compute_source_id", "Source of the operations", "运算量来源"),
        source("source_id", "Source of the price", "价格来源"),
    ),
    draw=draw,
    height=29,
    height_per="model_name",
)
