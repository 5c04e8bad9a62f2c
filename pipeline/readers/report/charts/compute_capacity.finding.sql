-- One row, in English and in Chinese: growth and doubling of the world's over the longest span.
select
    concat(
        'From ', figure_text(grown.from_eflop_per_s), ' EFLOP per second in ', grown.from_year,
        ' (', first_source.publisher_name, ') to ', figure_text(grown.to_eflop_per_s), ' in ',
        grown.to_year, ' (', last_source.publisher_name,
        case when grown.value_type = 'forecast' then ', a forecast' else '' end, ') means ',
        hedge_text(grown.growth_bound_type) || ' ', format('{:.1f}', 100 * grown.cagr_fraction),
        ' % a year, doubling every ', format('{:.2f}', grown.doubling_time_years), ' years.'
    ) as en,
    concat(
        '从 ', grown.from_year, ' 年的 ', figure_text(grown.from_eflop_per_s), '（',
        first_source.publisher_name, '）到 ', grown.to_year, ' 年的 ',
        figure_text(grown.to_eflop_per_s), ' EFLOP／秒（', last_source.publisher_name,
        case when grown.value_type = 'forecast' then '，预测' else '' end, '），相当于每年增长 ',
        hedge_text_zh(grown.growth_bound_type), format('{:.1f}', 100 * grown.cagr_fraction),
        ' %，每 ', format('{:.2f}', grown.doubling_time_years), ' 年翻一番。'
    ) as zh,
    [grown.growth_bound_type] as bound_types
from growth.compute_capacity as grown
inner join reference.sources as first_source on grown.from_source_id = first_source.source_id
inner join reference.sources as last_source on grown.source_id = last_source.source_id
where grown.region_code = 'WORLD' and grown.capacity_type = 'total'
order by grown.to_year - grown.from_year desc
limit 1
