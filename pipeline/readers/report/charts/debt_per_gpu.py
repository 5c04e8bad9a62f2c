"""How much debt stands behind each H100-equivalent of CoreWeave's fleet."""

from typing import Any

from pipeline.readers.report.chart import Chart
from pipeline.readers.report.columns import KNOWN, Column, count, money, source
from pipeline.readers.report.drawing import PAGE_COLOURS, beside, names, quantity, rows
from pipeline.readers.report.texts import Language, Text

UNIT = Text("thousand US dollars of debt per H100-equivalent", "每 H100 等效的债务，千美元")


def draw(language: Language) -> Any:
    """Draw the bounds as lines and the median as points."""
    base = rows().transform_calculate(
        low="datum.low_debt_usd_per_h100_equivalent / 1e3",
        middle="datum.debt_usd_per_h100_equivalent / 1e3",
        high="datum.high_debt_usd_per_h100_equivalent / 1e3",
        label="format(datum.low, '.2f') + ' – ' + format(datum.high, '.2f')",
    )
    scale = beside(90)
    bounds = base.mark_rule(strokeWidth=6, opacity=0.45, color=PAGE_COLOURS[0]).encode(
        x=quantity("low", UNIT, language, scale=scale), x2="high:Q", y=names("quarter_name")
    )
    points = base.mark_point(filled=True, size=60, opacity=1, color=PAGE_COLOURS[0]).encode(
        x=quantity("middle", UNIT, language, scale=scale),
        y=names("quarter_name"),
    )
    labels = base.mark_text(align="left", dx=9).encode(
        x=quantity("high", UNIT, language, scale=scale), y=names("quarter_name"), text="label:N"
    )
    return bounds + points + labels


CHART = Chart(
    section="capital",
    place=2,
    title=Text("CoreWeave's debt per H100-equivalent", "CoreWeave 每 H100 等效的债务"),
    unit=UNIT,
    note=Text(
        "Principal outstanding over the fleet in H100-equivalents of Epoch AI's model; the line is"
        " its 5 % to 95 % range. A band without width is not certainty.",
        "未偿还本金除以 Epoch AI 模型的 H100 等效数；线段为其 5 % 至 95 % 区间。区间宽度为零并不代"
        "表确定。",
    ),
    columns=(
        Column("quarter_name", Text("Quarter", "季度")),
        money("debt_principal_usd", "Debt, USD", "债务，美元"),
        count("low_h100_equivalent_count", "H100-equivalents, low", "H100 等效，低"),
        count("median_h100_equivalent_count", "H100-equivalents", "H100 等效"),
        count("high_h100_equivalent_count", "H100-equivalents, high", "H100 等效，高"),
        money("low_debt_usd_per_h100_equivalent", "USD each, low", "美元／个，低"),
        money("debt_usd_per_h100_equivalent", "USD each", "美元／个"),
        money("high_debt_usd_per_h100_equivalent", "USD each, high", "美元／个，高"),
        KNOWN,
        source("source_id", "Source of the fleet", "GPU 数来源"),
        source("debt_source_id", "Source of the debt", "债务来源"),
    ),
    draw=draw,
    height=40,
    height_per="quarter_name",
)
