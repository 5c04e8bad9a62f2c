"""Every GPU price of CoreWeave's own lists, for as long as a source shows it."""

from typing import Any

import altair as alt

from pipeline.readers.report.chart import Chart
from pipeline.readers.report.columns import BOUND, GPU, KNOWN, SOURCE, Column, Kind, day, money
from pipeline.readers.report.drawing import codes, first_row, names, price, rows
from pipeline.readers.report.texts import Language, Text

UNIT = Text("US dollars per GPU-hour, on demand", "美元／GPU 小时，按需")
BASES = ("component", "instance")


def draw(language: Language) -> Any:
    """Draw each price from its first to its last day, and the break of the basis over it."""
    base = rows()
    years = alt.Axis(format="%Y", tickCount="year")
    time = alt.X("from_date:T", title=None, scale=alt.Scale(type="utc"), axis=years)
    gap = first_row(base)
    gap_words = Text("basis break", "口径中断")[language]
    shade = gap.mark_rect(color="var(--shade)").encode(
        x=alt.X("break_from_date:T", title=None, scale=alt.Scale(type="utc")), x2="break_to_date:T"
    )
    beside: dict[str, Any] = {"align": "right", "baseline": "top", "dx": -6, "dy": 5}
    gap_label = gap.mark_text(**beside, style="claim_label").encode(
        x=alt.X("break_from_date:T", title=None, scale=alt.Scale(type="utc")),
        y=alt.value(0),
        text=alt.value(gap_words),
    )
    bars = base.mark_bar(height=5).encode(
        x=time,
        x2="to_date:T",
        y=names("gpu_name"),
        color=codes("price_basis_code", BASES, language),
    )
    starts = base.mark_tick(thickness=2, height=11).encode(
        x=time, y=names("gpu_name"), color=codes("price_basis_code", BASES, language)
    )
    return shade + bars + starts + _prices(base, time) + gap_label


def _prices(base: alt.Chart, time: alt.X) -> Any:
    """Write each price where it begins; the last ones end at the edge, a second one goes below."""
    new = base.transform_filter("datum.is_new_price_code === 'true'").transform_calculate(
        label=price("datum.usd_per_gpu_hour")
    )
    last = "datum.price_basis_code_code === 'instance'"
    second = "datum.is_beside_another_code === 'true'"
    ends = alt.X("to_date:T", title=None, scale=alt.Scale(type="utc"))
    above: dict[str, Any] = {"baseline": "bottom", "dy": -4, "fontSize": 10}
    y, text = names("gpu_name"), "label:N"
    return (
        new.transform_filter(f"!({last}) && !({second})")
        .mark_text(align="left", **above)
        .encode(x=time, y=y, text=text)
        + new.transform_filter(f"!({last}) && {second}")
        .mark_text(align="left", baseline="top", dy=4, fontSize=10)
        .encode(x=time, y=y, text=text)
        + new.transform_filter(last)
        .mark_text(align="right", **above)
        .encode(x=ends, y=y, text=text)
    )


CHART = Chart(
    section="history",
    place=1,
    title=Text(
        "CoreWeave's list price of each GPU, 2021 to 2026",
        "CoreWeave 各型号 GPU 列表价，2021 至 2026 年",
    ),
    unit=UNIT,
    note=Text(
        "A bar lasts from the first to the last day on which a source shows its price. Until 2024"
        " the GPU alone is priced, since 2025 a whole instance divided by its GPUs: the two are"
        " different goods, and between them lies the break, shaded. Two prices at one time are"
        " those of two documents that differ. Of several regions the cheapest counts.",
        "横条为有来源显示该价格的首日至末日。2024 年及以前只含 GPU，2025 年起为整机实例按 GPU"
        " 数均摊，两者不是同一商品；其间的阴影为口径中断。同一时段有两个价格者，"
        "出自两份不一致的文件。多个地区取最低价。",
    ),
    columns=(
        GPU,
        Column("price_basis_code", Text("Basis", "口径"), Kind.code),
        money("usd_per_gpu_hour", "USD per GPU-hour", "美元/GPU 时"),
        day("from_date", "From", "自"),
        day("to_date", "Until", "至"),
        BOUND,
        Column("price_list_id", Text("List", "价目")),
        KNOWN,
        SOURCE,
    ),
    draw=draw,
    height=25,
    height_per="gpu_name",
)
