-- One row, in English and in Chinese: the slowest and the fastest growth that anybody states.
with ends as (
    select
        format('{:.1f}', 100 * min(yoy_growth_fraction)) as low,
        format('{:.1f}', 100 * max(yoy_growth_fraction)) as high,
        min(year) as first_year,
        max(year) as last_year
    from growth.market_sizes
    where segment_name = 'total'
)

select
    concat(
        'Publishers see the market grow by ', low, ' to ', high, ' % a year between ', first_year,
        ' and ', last_year, '.'
    ) as en,
    concat(
        '各机构认为 ', first_year, ' 至 ', last_year, ' 年间市场每年增长 ', low, ' 至 ', high,
        ' %。'
    ) as zh
from ends
