"""What each financing round of CoreWeave brought, equity and debt apart."""

from typing import Any

import altair as alt

from pipeline.readers.report.chart import Chart
from pipeline.readers.report.columns import BOUND, KNOWN, SOURCE, Column, Kind, day, money
from pipeline.readers.report.drawing import (
    BILLIONS,
    amount,
    beside,
    billions,
    names,
    parts,
    rows,
)
from pipeline.readers.report.texts import Language, Text

MONEY = {
    "equity_usd": Text("equity", "股权"),
    "debt_usd": Text("debt", "债务"),
    "secondary_usd": Text("secondary sale, no new money", "老股转让，非新增资金"),
}


def draw(language: Language) -> Any:
    """Stack equity, debt and old shares of each round and write the sum beside them."""
    base = rows()
    folded = base.transform_fold(list(MONEY), as_=["part", "usd"]).transform_calculate(
        billions=billions("datum.usd", language), part_order=f"indexof({list(MONEY)}, datum.part)"
    )
    scale = beside(60)
    bars = (
        folded.transform_filter("datum.usd > 0")
        .mark_bar()
        .encode(
            x=alt.X("billions:Q", title=BILLIONS[language], scale=scale),
            y=names("round_label"),
            color=parts("part", MONEY, language),
            order=alt.Order("part_order:Q"),
        )
    )
    labels = (
        base.transform_calculate(
            all_usd="datum.equity_usd + datum.debt_usd + datum.secondary_usd",
            label=amount("datum.all_usd", language),
            billions=billions("datum.all_usd", language),
        )
        .mark_text(align="left", dx=5)
        .encode(
            x=alt.X("billions:Q", title=BILLIONS[language], scale=scale),
            y=names("round_label"),
            text="label:N",
        )
    )
    return bars + labels


CHART = Chart(
    section="funding",
    place=1,
    title=Text("CoreWeave's financing by round", "CoreWeave 各轮融资"),
    unit=BILLIONS,
    note=Text(
        "Debt counts when it is committed, once; drawings add nothing. A secondary sale moves old"
        " shares and is no new money. Money that filings show and no round holds (equipment"
        " financing since 2024 for one) makes every later sum a floor. Rounds without a date come"
        " first, in the order of their source.",
        "债务在承诺时计入一次，提款不再计入。老股转让不是新增资金。监管文件显示、但各轮未记录的"
        "资金（如 2024 年起的设备融资）使其后的合计均为下限。无日期的轮次排在最前，按来源中的"
        "次序。",
    ),
    columns=(
        Column("round_name", Text("Round", "轮次")),
        day("announced_date", "Announced", "公布日期"),
        Column("date_precision_code", Text("Date to the", "日期精度"), Kind.code),
        money("equity_usd", "Equity, USD", "股权，美元"),
        money("debt_usd", "Debt, USD", "债务，美元"),
        money("secondary_usd", "Secondary, USD", "老股转让，美元"),
        money("cumulative_equity_usd", "Equity so far, USD", "累计股权，美元"),
        Column("cumulative_equity_bound_type", Text("Hedge", "精确程度"), Kind.code),
        money("cumulative_debt_usd", "Debt so far, USD", "累计债务，美元"),
        Column("cumulative_debt_bound_type", Text("Hedge", "精确程度"), Kind.code),
        BOUND,
        KNOWN,
        SOURCE,
    ),
    draw=draw,
    height=26,
    height_per="round_label",
)
