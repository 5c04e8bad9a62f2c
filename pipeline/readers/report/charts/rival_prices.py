"""What rivals ask for their instances, and what CoreWeave asks for the same host."""

from typing import Any

import altair as alt

from pipeline.readers.report.chart import Chart
from pipeline.readers.report.columns import GPU, KNOWN, Column, count, money, source
from pipeline.readers.report.drawing import names, parts, quantity, rows
from pipeline.readers.report.texts import Language, Text

UNIT = Text("US dollars per GPU-hour, on demand", "美元／GPU 小时，按需")
PRICES = {
    "same_host_usd_per_gpu_hour": Text("CoreWeave, same host", "CoreWeave，同样主机"),
    "rival_usd_per_gpu_hour": Text("rival", "对手"),
}


def draw(language: Language) -> Any:
    """Set the two prices of each offer on one line."""
    base = rows()
    lines = base.mark_rule(stroke="var(--line)", strokeWidth=2).encode(
        x=quantity("rival_usd_per_gpu_hour", UNIT, language),
        x2="same_host_usd_per_gpu_hour:Q",
        y=names("offer_name"),
    )
    dots = (
        base.transform_fold(list(PRICES), as_=["whose", "usd"])
        .mark_point(filled=True, size=64, opacity=1)
        .encode(
            x=quantity("usd", UNIT, language),
            y=names("offer_name"),
            color=parts("whose", PRICES, language),
            shape=alt.Shape(
                "whose:N",
                title=None,
                scale=alt.Scale(domain=list(PRICES), range=["circle", "diamond"]),
                legend=parts("whose", PRICES, language)["legend"],
            ),
        )
    )
    return lines + dots


CHART = Chart(
    section="elsewhere",
    place=1,
    title=Text(
        "Rivals' instances, and CoreWeave's price of the same host",
        "对手实例与 CoreWeave 同样主机的价格",
    ),
    unit=UNIT,
    note=Text(
        "Offers in force and known on 2023-06-20 with a GPU that CoreWeave listed. The rival's own"
        " number of GPUs, vCPUs and memory is priced at CoreWeave's list. Of several regions the"
        " cheapest counts. Network, storage and availability are left out.",
        "2023-06-20 当日有效且已知、且 CoreWeave 也有同款 GPU 的报价。按 CoreWeave 价目为对手同样"
        "数量的 GPU、vCPU 与内存计价；多个地区取最低价；不含网络、存储与可得性。",
    ),
    columns=(
        Column("rival_name", Text("Rival", "对手")),
        Column("instance_name", Text("Instance", "实例")),
        GPU,
        count("rival_gpu_count", "GPUs", "GPU 数"),
        count("rival_vcpu_count", "vCPUs", "vCPU 数"),
        money("rival_ram_gb", "Memory, GB", "内存，GB"),
        money("rival_usd_per_gpu_hour", "Rival, USD/GPU-h", "对手，美元/GPU 时"),
        money("same_host_usd_per_gpu_hour", "Same host, USD/GPU-h", "同样主机，美元/GPU 时"),
        KNOWN,
        source("rival_source_id", "Source of the rival", "对手来源"),
        source("source_id", "Source of CoreWeave", "CoreWeave 来源"),
    ),
    draw=draw,
    height=19,
    height_per="offer_name",
)
