"""Every GPU price of CoreWeave's own lists, for as long as it held."""

from typing import Any

import altair as alt

from pipeline.readers.report.chart import Chart
from pipeline.readers.report.columns import BOUND, GPU, KNOWN, SOURCE, Column, Kind, day, money
from pipeline.readers.report.drawing import codes, first_row, names, price, rows
from pipeline.readers.report.texts import Language, Text

UNIT = Text("US dollars per GPU-hour, on demand", "美元／GPU 小时，按需")
BASES = ("component", "instance")


def draw(language: Language) -> Any:
    """Draw each price from its first to its last day, and the break of the basis between."""
    base = rows()
    years = alt.Axis(format="%Y", tickCount="year")
    time = alt.X("from_date:T", title=None, scale=alt.Scale(type="utc"), axis=years)
    gap = first_row(base)
    gap_words = Text("basis break", "口径中断")[language]
    shade = gap.mark_rect(color="var(--shade)").encode(
        x=alt.X("break_from_date:T", title=None, scale=alt.Scale(type="utc")), x2="break_to_date:T"
    )
    gap_label = gap.mark_text(align="left", baseline="top", dx=6, dy=5, style="claim_label").encode(
        x=alt.X("break_from_date:T", title=None, scale=alt.Scale(type="utc")),
        y=alt.value(0),
        text=alt.value(gap_words),
    )
    bars = (
        base.transform_filter("isValid(datum.to_date)")
        .mark_bar(height=5)
        .encode(
            x=time,
            x2="to_date:T",
            y=names("gpu_name"),
            color=codes("price_basis_code", BASES, language),
        )
    )
    starts = base.mark_tick(thickness=2, height=11).encode(
        x=time, y=names("gpu_name"), color=codes("price_basis_code", BASES, language)
    )
    return shade + bars + starts + _prices(base, time) + gap_label


def _prices(base: alt.Chart, time: alt.X) -> Any:
    """Write each price where it begins; the last ones end at the edge, the open ones go below."""
    new = base.transform_filter("datum.is_new_price_code === 'true'").transform_calculate(
        label=price("datum.usd_per_gpu_hour")
    )
    last = "datum.price_basis_code_code === 'instance'"
    ends = alt.X("to_date:T", title=None, scale=alt.Scale(type="utc"))
    above: dict[str, Any] = {"baseline": "bottom", "dy": -4, "fontSize": 10}
    y, text = names("gpu_name"), "label:N"
    return (
        new.transform_filter(f"!({last}) && isValid(datum.to_date)")
        .mark_text(align="left", **above)
        .encode(x=time, y=y, text=text)
        + new.transform_filter(f"!({last}) && !isValid(datum.to_date)")
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
        "A bar lasts as long as its list is known to hold; a tick without a bar has no known end."
        " Until 2023 the lists price the GPU alone, in 2026 a whole instance divided by its GPUs:"
        " the two are different goods. In the shaded time no dated primary list is known, and"
        " nothing is drawn in between. Of several regions the cheapest counts.",
        "横条为价目已知有效的时段；只有刻度而无横条者，截止日期未知。2023 年及以前的价目只含 GPU，"
        "2026 年为整机实例按 GPU 数均摊，两者不是同一商品。阴影时段没有已知的带日期原始价目，其间"
        "不作任何连线。多个地区取最低价。",
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
