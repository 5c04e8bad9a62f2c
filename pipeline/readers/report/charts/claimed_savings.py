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
        "Saving = 1 − CoreWeave's price / the rival's price; left of zero the rival is cheaper. The"
        " bare GPU cannot be rented: that comparison flatters CoreWeave and still falls short.",
        "节省 = 1 − CoreWeave 价格／对手价格；零左侧表示对手更便宜。GPU 无法单独租用，该口径偏向"
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
    query="""
select
    rivals.party_name as rival_name,
    coalesce(rivals.party_name_zh, rivals.party_name) as rival_name_zh,
    savings.rival_instance_type_name as instance_name,
    replace(models.gpu_model_name, 'NVIDIA ', '') as gpu_name,
    savings.same_host_saving_fraction,
    savings.component_only_saving_fraction,
    verdicts.claimed_value as claimed_fraction,
    savings.known_date,
    savings.rival_source_id,
    savings.source_id,
    verdicts.source_id as claim_source_id
from audit.claimed_savings as savings
inner join audit.claim_verdicts as verdicts on savings.claim_id = verdicts.claim_id
inner join reference.gpu_models as models on savings.gpu_model_id = models.gpu_model_id
inner join reference.parties as rivals on savings.rival_provider_id = rivals.party_id
where savings.claim_id = 'saving_80_percent'
order by savings.is_large_cloud desc, rival_name, instance_name
""",
    finding="""
with savings as (
    select
        figure_text(round(100 * max(same_host_saving_fraction), 1)) as best,
        figure_text(round(100 * median(same_host_saving_fraction), 1)) as middle,
        figure_text(round(100 * max(component_only_saving_fraction), 1)) as bare
    from audit.claimed_savings
    where claim_id = 'saving_80_percent'
)

select
    concat(
        'On the same host the saving is ', best, ' % at best and ', middle, ' % in the median;',
        ' even the bare GPU against a whole host saves ', bare, ' % at most.'
    ) as en,
    concat(
        '同样主机下最多节省 ', best, ' %，中位数 ', middle,
        ' %；即便拿单独 GPU 对比整机，也至多节省 ', bare, ' %。'
    ) as zh
from savings
""",
    draw=draw,
    height=42,
    height_per="rival_name",
)
