-- One row, in English and in Chinese: how far publications lie apart for the year that most of them state.
with stated as (
    select
        sizes.year,
        sizes.source_id,
        sizes.market_size_usd,
        sizes.bound_type,
        parties.party_name,
        coalesce(parties.party_name_zh, parties.party_name) as party_name_zh
    from growth.market_sizes as sizes
    inner join reference.markets as markets on sizes.market_id = markets.market_id
    inner join reference.parties as parties on markets.publisher_id = parties.party_id
    where sizes.segment_name = 'total'
),

one_year as (
    select
        year,
        count(distinct source_id) as publications,
        arg_min(stated, (market_size_usd, source_id)) as least,
        arg_max(stated, (market_size_usd, source_id)) as most
    from stated
    group by all
    order by publications desc, year desc
    limit 1
)

select
    concat(
        'For ', one_year.year, ' alone, ', one_year.publications, ' publications state between ',
        hedge_text(least.bound_type) || ' ', format('{:,.1f}', least.market_size_usd / 1e9), ' (',
        least.party_name, ') and ', hedge_text(most.bound_type) || ' ',
        format('{:,.1f}', most.market_size_usd / 1e9), ' billion US dollars (', most.party_name,
        '): what is counted matters more than the year.'
    ) as en,
    concat(
        '仅 ', one_year.year, ' 年，', one_year.publications, ' 份出版物给出 ',
        hedge_text_zh(least.bound_type), format('{:,.0f}', least.market_size_usd / 1e8),
        ' 亿美元（', least.party_name_zh, '）至 ',
        hedge_text_zh(most.bound_type), format('{:,.0f}', most.market_size_usd / 1e8),
        ' 亿美元（', most.party_name_zh, '）：统计口径比年份更要紧。'
    ) as zh,
    [least.bound_type, most.bound_type] as bound_types
from one_year
