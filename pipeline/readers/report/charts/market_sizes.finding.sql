-- One row, in English and in Chinese: how far publications lie apart for the year that most of them state.
with one_year as (
    select
        sizes.year,
        count(distinct sizes.source_id) as publications,
        min(sizes.market_size_usd) as low,
        max(sizes.market_size_usd) as high
    from growth.market_sizes as sizes
    where sizes.segment_name = 'total'
    group by all
    order by publications desc, sizes.year desc
    limit 1
)

select
    concat(
        'For ', year, ' alone, ', publications, ' publications state between ',
        format('{:,.1f}', low / 1e9), ' and ', format('{:,.1f}', high / 1e9),
        ' billion US dollars: what is counted matters more than the year.'
    ) as en,
    concat(
        '仅 ', year, ' 年，', publications, ' 份出版物给出 ', format('{:,.0f}', low / 1e8),
        ' 至 ', format('{:,.0f}', high / 1e8), ' 亿美元：统计口径比年份更要紧。'
    ) as zh
from one_year
