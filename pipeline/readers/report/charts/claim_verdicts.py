"""What holds up of the documents' claims, one verdict each."""

from typing import Any

import altair as alt

from pipeline.readers.report.chart import Chart
from pipeline.readers.report.columns import SOURCE, Column, Kind, day, fraction
from pipeline.readers.report.drawing import beside, codes, rows
from pipeline.readers.report.texts import Language, Text, word

UNIT = Text("number of claims", "声称条数")
VERDICTS = {"reproduced": 1, "consistent": 3, "contradicted": 2, "untestable": 6}  # and colours


def draw(language: Language) -> Any:
    """Count the claims of each verdict."""
    base = rows().transform_aggregate(claims="count()", groupby=["verdict_code"])
    order = [word(verdict)[language] for verdict in VERDICTS]
    y = alt.Y("verdict_code:N", title=None, sort=order)
    axis = alt.Axis(tickMinStep=1, format="d")
    x = alt.X("claims:Q", title=UNIT[language], axis=axis, scale=beside(30))
    bars = base.mark_bar(height=20).encode(
        x=x, y=y, color=codes("verdict_code", VERDICTS, language, [*VERDICTS.values()]).legend(None)
    )
    labels = base.mark_text(align="left", dx=5).encode(x=x, y=y, text="claims:Q")
    return bars + labels


CHART = Chart(
    section="verdicts",
    place=1,
    title=Text("What became of each claim", "每条声称的核查结果"),
    unit=UNIT,
    note=Text(
        "A claim is reproduced where other documents or arithmetic give what it says, contradicted"
        " where they exclude it, consistent where they only allow it. Only what was known on its"
        " day counts, unless the reason says otherwise.",
        "其他文件或算术得出同样结果者为“已复现”；被排除者为“被推翻”；仅不冲突者为“不矛盾”。除非理"
        "由另有说明，只采用当日已知的信息。理由全文以英文记录。",
    ),
    columns=(
        Column("statement", Text("Claim", "声称"), Kind.prose),
        Column("verdict_code", Text("Verdict", "结论"), Kind.code),
        Column("reason", Text("Why", "理由"), Kind.prose),
        Column("claimed_value", Text("Claimed", "声称数值"), Kind.number),
        Column("bound_type", Text("Hedge of the claim", "声称精确程度"), Kind.code),
        Column("computed_value", Text("Found", "核查数值"), Kind.number),
        Column("computed_bound_type", Text("Hedge of the finding", "核查精确程度"), Kind.code),
        Column("unit_name", Text("Unit", "单位")),
        fraction("difference_fraction", "Difference", "差异"),
        day("known_date", "Evidence known since", "证据得知日期"),
        SOURCE,
    ),
    draw=draw,
    height=34,
    height_per="verdict_code",
    is_open=True,
)
