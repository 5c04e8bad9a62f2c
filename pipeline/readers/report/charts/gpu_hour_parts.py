"""What an hour of each GPU costs with a full host, part by part."""

from typing import Any

import altair as alt

from pipeline.readers.report.chart import Chart
from pipeline.readers.report.columns import GPU, KNOWN, SOURCE, count, fraction, money
from pipeline.readers.report.drawing import beside, names, parts, quantity, rows
from pipeline.readers.report.texts import Language, Text

UNIT = Text("US dollars per GPU-hour", "美元／GPU 小时")
PARTS = {
    "gpu_usd_per_hour": Text("GPU", "GPU"),
    "vcpu_usd_per_hour": Text("vCPUs", "vCPU"),
    "ram_usd_per_hour": Text("memory", "内存"),
}


def draw(language: Language) -> Any:
    """Stack the three parts of each price and write total and share of the host beside them."""
    base = rows()
    host = Text("host", "主机占")[language]
    bars = (
        base.transform_fold(list(PARTS), as_=["part", "usd"])
        .mark_bar()
        .encode(
            x=quantity("usd", UNIT, language, scale=beside(100)),
            y=names("gpu_name"),
            color=parts("part", PARTS, language),
            order=alt.Order("part_order:Q"),
        )
        .transform_calculate(part_order=f"indexof({list(PARTS)}, datum.part)")
    )
    share = "format(datum.host_fraction, '.0%')"
    label = f"format(datum.total_usd_per_hour, '.2f') + ' · {host} ' + {share}"
    totals = (
        base.transform_calculate(label=label)
        .mark_text(align="left", dx=5)
        .encode(
            x=quantity("total_usd_per_hour", UNIT, language), y=names("gpu_name"), text="label:N"
        )
    )
    return bars + totals


CHART = Chart(
    section="price",
    place=1,
    title=Text(
        "Price of one GPU for one hour with a full host, part by part",
        "单块 GPU 配满主机每小时价格构成",
    ),
    unit=UNIT,
    note=Text(
        "CoreWeave's list as the note of 2023-06-20 prints it. A full host has the most vCPUs and"
        " memory the provider allows for one GPU. Without storage, network, discounts and taxes.",
        "CoreWeave 价目，取自 2023-06-20 研报。“配满主机”指供应商允许每块 GPU 搭配的最多 vCPU 与"
        "内存；不含存储、网络、折扣与税。",
    ),
    columns=(
        GPU,
        count("vcpu_count", "vCPUs", "vCPU 数"),
        money("ram_gb", "Memory, GB", "内存，GB"),
        money("gpu_usd_per_hour", "GPU, USD/h", "GPU，美元/时"),
        money("vcpu_usd_per_hour", "vCPUs, USD/h", "vCPU，美元/时"),
        money("ram_usd_per_hour", "Memory, USD/h", "内存，美元/时"),
        money("total_usd_per_hour", "Total, USD/h", "合计，美元/时"),
        fraction("host_fraction", "Share of the host", "主机占比"),
        KNOWN,
        SOURCE,
    ),
    draw=draw,
    height=25,
    height_per="gpu_name",
)
