"""What training known models would cost, by GPU and scenario of utilisation."""

from typing import Any

import altair as alt

from pipeline.readers.report.chart import Chart
from pipeline.readers.report.columns import BOUND, GPU, KNOWN, Column, Kind, money, source
from pipeline.readers.report.drawing import PAGE_COLOURS, names, quantity, rows
from pipeline.readers.report.texts import Language, Text

UNIT = Text("US dollars with a full host, logarithmic", "美元（配满主机），对数轴")


def draw(language: Language) -> Any:
    """Show the cost at base utilisation and the span between the low and the high scenario."""
    base = rows()
    log = alt.Scale(type="log")
    thousands = "replace(format(datum.value, '~s'), 'G', 'B')"
    tens = "datum.value >= 1e8 ? datum.value / 1e8 + ' 亿' : datum.value / 1e4 + ' 万'"
    axis = alt.Axis(labelExpr=Text(thousands, tens)[language], tickCount=6)
    colour = alt.Color("gpu_name:N", title=None, sort=None, scale=alt.Scale(range=PAGE_COLOURS[:3]))
    offset = alt.YOffset("gpu_name:N", sort=None)
    spans = base.mark_rule(strokeWidth=2).encode(
        x=quantity("high_utilization_cost_usd", UNIT, language, scale=log, axis=axis),
        x2="low_utilization_cost_usd:Q",
        y=names("model_name"),
        yOffset=offset,
        color=colour,
    )
    points = base.mark_point(filled=True, size=22, opacity=1).encode(
        x=quantity("base_cost_usd", UNIT, language, scale=log, axis=axis),
        y=names("model_name"),
        yOffset=offset,
        color=colour,
    )
    return spans + points


CHART = Chart(
    section="training",
    place=1,
    title=Text(
        "Cost of training known models at the note's prices", "按研报价格训练已知模型的成本"
    ),
    unit=UNIT,
    note=Text(
        "Point: 40 % of the dense 16-bit peak; line: from 50 % (cheapest) to 30 % (dearest). The"
        " operations are what sources state, most of them hedged. Without failed runs, research,"
        " storage and network; each model is priced on each GPU, whether or not they are of one"
        " time or the model fits its memory.",
        "圆点：稠密 16 位峰值的 40 %；线段：50 %（最低）至 30 %（最高）。运算量取自来源，多为约数。"
        "不含失败的训练、研究、存储与网络；不论 GPU 与模型是否同时代、显存是否够用，均逐一计价。",
    ),
    columns=(
        Column("model_name", Text("Model", "模型")),
        GPU,
        Column("training_compute_flop", Text("Operations, FLOP", "运算量，FLOP"), Kind.number),
        BOUND,
        Column("base_gpu_hours", Text("GPU-hours at 40 %", "GPU 小时（40 %）"), Kind.number),
        money("low_utilization_cost_usd", "USD at 30 %", "美元（30 %）"),
        money("base_cost_usd", "USD at 40 %", "美元（40 %）"),
        money("high_utilization_cost_usd", "USD at 50 %", "美元（50 %）"),
        KNOWN,
        source("compute_source_id", "Source of the operations", "运算量来源"),
        source("source_id", "Source of the price", "价格来源"),
    ),
    query="""
select
    models.model_name,
    replace(gpus.gpu_model_name, 'NVIDIA ', '') as gpu_name,
    runs.training_compute_flop,
    runs.bound_type,
    max(runs.gpu_hours) filter (where runs.scenario_code = 'base') as base_gpu_hours,
    max(runs.full_host_cost_usd) filter (where runs.scenario_code = 'low')
        as low_utilization_cost_usd,
    max(runs.full_host_cost_usd) filter (where runs.scenario_code = 'base') as base_cost_usd,
    max(runs.full_host_cost_usd) filter (where runs.scenario_code = 'high')
        as high_utilization_cost_usd,
    max(greatest(runs.known_date, models.known_date)) as known_date,
    models.source_id as compute_source_id,
    costs.source_id
from cost.training_runs as runs
inner join core.training_compute as models on runs.model_id = models.model_id
inner join reference.gpu_models as gpus on runs.gpu_model_id = gpus.gpu_model_id
inner join cost.gpu_unit_costs as costs
    on
        runs.price_list_id = costs.price_list_id
        and runs.gpu_model_id = costs.gpu_model_id
where
    runs.price_list_id = 'coreweave_note_2023_06_20'
    and runs.gpu_model_id in ('v100_sxm_16gb', 'a100_sxm_80gb', 'h100_sxm')
group by all
order by runs.training_compute_flop, models.model_name, min(gpus.release_date)
""",
    finding="""
with gpt_3 as (
    select
        max(full_host_cost_usd) filter (where scenario_code = 'high') as low,
        max(full_host_cost_usd) filter (where scenario_code = 'base') as base,
        max(full_host_cost_usd) filter (where scenario_code = 'low') as high
    from cost.training_runs
    where
        model_id = 'gpt_3'
        and gpu_model_id = 'h100_sxm'
        and price_list_id = 'coreweave_note_2023_06_20'
)

select
    concat(
        'Training GPT-3 on H100 SXM with full hosts comes to about ',
        format('{:,.2f}', base / 1e6), ' million US dollars, between ',
        format('{:,.2f}', low / 1e6), ' and ', format('{:,.2f}', high / 1e6), ' by utilisation.'
    ) as en,
    concat(
        '用配满主机的 H100 SXM 训练 GPT-3 约需 ', format('{:,.0f}', base / 1e4),
        ' 万美元，随利用率在 ', format('{:,.0f}', low / 1e4), ' 至 ',
        format('{:,.0f}', high / 1e4), ' 万美元之间。'
    ) as zh
from gpt_3
""",
    draw=draw,
    height=29,
    height_per="model_name",
)
