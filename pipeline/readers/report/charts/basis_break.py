"""How far the price of the same thing moved across the break of the basis."""

from typing import Any

import altair as alt

from pipeline.readers.report.chart import Chart
from pipeline.readers.report.columns import GPU, KNOWN, day, fraction, money, source
from pipeline.readers.report.drawing import beside, names, parts, price, quantity, rows
from pipeline.readers.report.texts import Language, Text

UNIT = Text("US dollars per GPU-hour, on demand", "美元／GPU 小时，按需")
PRICES = {
    "from_usd_per_gpu_hour": Text("earlier: GPU alone", "此前：仅 GPU"),
    "from_like_for_like_usd_per_gpu_hour": Text("earlier: the later shape", "此前：按后来配置"),
    "to_usd_per_gpu_hour": Text("later: whole instance", "此后：整机"),
}


def draw(language: Language) -> Any:
    """Set the three prices of each GPU side by side."""
    base = rows().transform_fold(list(PRICES), as_=["price", "usd"])
    offset = alt.YOffset("price:N", scale=alt.Scale(domain=list(PRICES)))
    bars = base.mark_bar().encode(
        x=quantity("usd", UNIT, language, scale=beside(40)),
        y=names("gpu_name"),
        yOffset=offset,
        color=parts("price", PRICES, language),
    )
    labels = (
        base.transform_calculate(label=price("datum.usd"))
        .mark_text(align="left", dx=5)
        .encode(
            x=quantity("usd", UNIT, language, scale=beside(40)),
            y=names("gpu_name"),
            yOffset=offset,
            text="label:N",
        )
    )
    return bars + labels


CHART = Chart(
    section="history",
    place=2,
    title=Text(
        "Across the break: the same shape, before and after", "跨越口径中断：同样配置的前后价格"
    ),
    unit=UNIT,
    note=Text(
        "Like for like, the later instance's own GPUs, vCPUs and memory are priced at the earlier"
        " list, and the sum is divided by the GPUs. The naive change sets a bare GPU against a"
        " whole instance.",
        "同口径比较：把后来实例的 GPU、vCPU 与内存按此前价目计价，再按 GPU 数均摊。直接比较则是拿"
        "单独 GPU 对整机。",
    ),
    columns=(
        GPU,
        day("from_date", "Earlier list", "此前价目"),
        day("to_date", "Later list", "此后价目"),
        money("from_usd_per_gpu_hour", "Earlier, GPU alone, USD/h", "此前，仅 GPU，美元/时"),
        money(
            "from_like_for_like_usd_per_gpu_hour",
            "Earlier, later shape, USD/h",
            "此前，按后来配置，美元/时",
        ),
        money("to_usd_per_gpu_hour", "Later, USD/h", "此后，美元/时"),
        fraction("naive_change_fraction", "Naive change", "直接变化"),
        fraction("like_for_like_change_fraction", "Like for like", "同口径变化"),
        KNOWN,
        source("from_source_id", "Source, earlier", "此前来源"),
        source("source_id", "Source, later", "此后来源"),
    ),
    draw=draw,
    height=96,
    height_per="gpu_name",
)
