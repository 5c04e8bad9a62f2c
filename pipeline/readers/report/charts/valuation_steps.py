"""What CoreWeave was said to be worth, and by how much each step rose."""

from typing import Any

import altair as alt

from pipeline.readers.report.chart import Chart
from pipeline.readers.report.columns import BOUND, KNOWN, SOURCE, Column, Kind, day, money
from pipeline.readers.report.drawing import BILLIONS, beside, billions, codes, names, rows
from pipeline.readers.report.texts import Language, Text

TYPES = ("pre_money", "post_money", "reported")


def draw(language: Language) -> Any:
    """Draw a bar for each valuation and write value and step beside it."""
    base = rows().transform_calculate(
        billions=billions("datum.valuation_usd", language),
        label=(
            "format(datum.billions, ',.4~r') + (isValid(datum.step_up_ratio) ?"
            " '  × ' + format(datum.step_up_ratio, '.2f') : '')"
        ),
        row_name="datum.month_name + ' ' + datum.valuation_type",
    )
    scale = beside(80)
    bars = base.mark_bar().encode(
        x=alt.X("billions:Q", title=BILLIONS[language], scale=scale),
        y=names("row_name"),
        color=codes("valuation_type", TYPES, language),
    )
    labels = base.mark_text(align="left", dx=5).encode(
        x=alt.X("billions:Q", title=BILLIONS[language], scale=scale),
        y=names("row_name"),
        text="label:N",
    )
    return bars + labels


CHART = Chart(
    section="valuation",
    place=1,
    title=Text("CoreWeave's valuation, step by step", "CoreWeave 估值逐步变化"),
    unit=BILLIONS,
    note=Text(
        "× is the step from the highest valuation of the date before. Reported valuations are"
        " neither before nor after the money. That 2.0 and 2.221 billion are before and after the"
        " Series B is arithmetic, not a statement of a source.",
        "× 为相对前一日期最高估值的倍数。媒体报道的估值不分投前投后。把 20 亿与 22.21 亿视为 B 轮"
        "投前与投后，是算术推断，并非来源原话。",
    ),
    columns=(
        day("valuation_date", "Date", "日期"),
        Column("date_precision_code", Text("Date to the", "日期精度"), Kind.code),
        Column("valuation_type", Text("Type", "类型"), Kind.code),
        money("valuation_usd", "Valuation, USD", "估值，美元"),
        money("previous_valuation_usd", "The one before, USD", "前次估值，美元"),
        Column("step_up_ratio", Text("Step, times", "倍数"), Kind.number),
        BOUND,
        KNOWN,
        SOURCE,
    ),
    draw=draw,
    height=30,
    height_per="step_name",
)
