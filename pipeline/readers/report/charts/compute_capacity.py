"""Computing power of the world and of China until 2030, on a logarithmic axis."""

from typing import Any

import altair as alt

from pipeline.readers.report.chart import Chart
from pipeline.readers.report.columns import BOUND, KNOWN, SOURCE, Column, Kind, fraction
from pipeline.readers.report.drawing import HEDGE, codes, rows
from pipeline.readers.report.texts import Language, Text

UNIT = Text("EFLOP per second, logarithmic", "EFLOP／秒，对数轴")
REGIONS = ("WORLD", "CN")


def draw(language: Language) -> Any:
    """Mark the stated years; a dashed line joins those of a region without filling them in."""
    base = rows().transform_calculate(label=f"{HEDGE} + format(datum.capacity_eflop_per_s, ',.0f')")
    x = alt.X(
        "year:Q",
        title=None,
        axis=alt.Axis(format="d", tickMinStep=1),
        scale=alt.Scale(zero=False, nice=False, padding=26),
    )
    y = alt.Y("capacity_eflop_per_s:Q", title=UNIT[language], scale=alt.Scale(type="log"))
    colour = codes("region_code", REGIONS, language)
    lines = base.mark_line(strokeDash=[3, 4], strokeWidth=1.5).encode(x=x, y=y, color=colour)
    points = base.mark_point(filled=True, size=70, opacity=1).encode(
        x=x,
        y=y,
        color=colour,
        shape=alt.Shape("value_type:N", title=None),
    )
    labels = base.mark_text(dy=-13).encode(x=x, y=y, text="label:N")
    return lines + points + labels


CHART = Chart(
    section="compute",
    place=1,
    title=Text("Computing power to 2030", "至 2030 年的算力"),
    unit=UNIT,
    note=Text(
        "Totals of basic, intelligent and super computing, whatever their precision. The dashes"
        " join stated years, they estimate nothing between. 2030 is a forecast.",
        "基础、智能与超级计算算力之和，不区分精度。虚线只连接有数据的年份，不代表其间估计。2030 年"
        "为预测。",
    ),
    columns=(
        Column("region_code", Text("Region", "地区"), Kind.code),
        Column("year", Text("Year", "年份"), Kind.year),
        Column("capacity_eflop_per_s", Text("EFLOP per second", "EFLOP／秒"), Kind.money),
        Column("value_type", Text("Kind", "性质"), Kind.code),
        BOUND,
        fraction("cagr_fraction", "Growth a year since the first", "自首年年均增长"),
        Column("doubling_time_years", Text("Doubling, years", "翻倍年数"), Kind.number),
        KNOWN,
        SOURCE,
    ),
    query="""
with firsts as (
    select
        region_code,
        min(year) as first_year
    from core.compute_capacity
    where capacity_type = 'total'
    group by all
)

select
    stated.region_code,
    stated.year,
    stated.capacity_eflop_per_s,
    stated.value_type,
    stated.bound_type,
    grown.cagr_fraction,
    grown.doubling_time_years,
    stated.known_date,
    stated.source_id
from core.compute_capacity as stated
inner join firsts on stated.region_code = firsts.region_code
left join growth.compute_capacity as grown
    on
        stated.region_code = grown.region_code
        and stated.capacity_type = grown.capacity_type
        and firsts.first_year = grown.from_year
        and stated.year = grown.to_year
where stated.capacity_type = 'total'
order by stated.region_code desc, stated.year
""",
    finding="""
select
    concat(
        'From ', figure_text(from_eflop_per_s), ' EFLOP per second in ', from_year, ' to ',
        figure_text(to_eflop_per_s), ' in ', to_year, ' means ',
        format('{:.1f}', 100 * cagr_fraction), ' % a year, doubling every ',
        format('{:.2f}', doubling_time_years), ' years.'
    ) as en,
    concat(
        '从 ', from_year, ' 年的 ', figure_text(from_eflop_per_s), ' 到 ', to_year, ' 年的 ',
        figure_text(to_eflop_per_s), ' EFLOP／秒，相当于每年增长 ',
        format('{:.1f}', 100 * cagr_fraction), ' %，每 ', format('{:.2f}', doubling_time_years),
        ' 年翻一番。'
    ) as zh
from growth.compute_capacity
where region_code = 'WORLD' and capacity_type = 'total'
order by to_year - from_year desc
limit 1
""",
    draw=draw,
    height=320,
)
