-- One row, in English and in Chinese: growth and doubling of the world's over the longest span.
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
