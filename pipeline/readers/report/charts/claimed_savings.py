"""How the claim that costs fall by 80 percent fares against the offers of its day."""

from typing import Any

import altair as alt

from pipeline.readers.report.chart import Chart
from pipeline.readers.report.columns import GPU, KNOWN, Column, fraction, source
from pipeline.readers.report.drawing import first_row, names, parts, quantity, rows
from pipeline.readers.report.texts import Language, Text

UNIT = Text("saving as a share of the rival's price", "相对对手价格的节省比例")
SAVINGS = {
    "same_host_saving_fraction": Text("same host", "同样主机"),
    "component_only_saving_fraction": Text("GPU alone against a whole host", "仅 GPU 对比整机"),
}


def draw(language: Language) -> Any:
    """Show every offer's saving by rival, and the claim as a line."""
    base = rows()
    claim = first_row(base)
    share = "format(datum.claimed_fraction, '.0%')"
    claimed = Text(f"{share} + ' claimed'", f"'声称 ' + {share}")[language]
    dots = (
        base.transform_fold(list(SAVINGS), as_=["basis", "saving"])
        .mark_point(filled=True, size=52, opacity=0.75)
        .encode(
            x=quantity(
                "saving", UNIT, language, axis=alt.Axis(format=".0%"), scale=alt.Scale(domainMax=1)
            ),
            y=names("rival_name"),
            yOffset=alt.YOffset("basis:N", scale=alt.Scale(domain=list(SAVINGS))),
            color=parts("basis", SAVINGS, language),
        )
    )
    line = claim.mark_rule(stroke="var(--ink)", strokeWidth=1.5, strokeDash=[5, 3]).encode(
        x="claimed_fraction:Q"
    )
    label = (
        claim.transform_calculate(label=claimed)
        .mark_text(align="right", dx=-5, baseline="top", style="claim_label")
        .encode(x="claimed_fraction:Q", y=alt.value(2), text="label:N")
    )
    return dots + line + label


CHART = Chart(
    section="elsewhere",
    place=2,
    title=Text("“80 % cheaper”, offer by offer", "“便宜 80 %”：逐个报价检验"),
    unit=UNIT,
    note=Text(
        "Saving = 1 − CoreWeave's price / the rival's price; left of zero the rival is cheaper. A"
        " dot is a size; those of one family at one price are one offer. The bare GPU cannot be"
        " rented: that comparison flatters CoreWeave and still falls short.",
        "节省 = 1 − CoreWeave 价格／对手价格；零左侧表示对手更便宜。每点为一种规格，同系列同单价的"
        "各规格算一项报价。GPU 无法单独租用，该口径偏向"
        " CoreWeave，仍达不到声称的比例。",
    ),
    columns=(
        Column("rival_name", Text("Rival", "对手")),
        Column("instance_name", Text("Instance", "实例")),
        GPU,
        fraction("same_host_saving_fraction", "Saving, same host", "节省，同样主机"),
        fraction("component_only_saving_fraction", "Saving, GPU alone", "节省，仅 GPU"),
        fraction("claimed_fraction", "Claimed", "声称"),
        KNOWN,
        source("rival_source_id", "Source of the rival", "对手来源"),
        source("source_id", "Source of CoreWeave", "CoreWeave 来源"),
        source("claim_source_id", "Source of the claim", "声称来源"),
    ),
    draw=draw,
    height=42,
    height_per="rival_name",
)
