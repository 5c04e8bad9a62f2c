-- One row, in English and in Chinese: the slowest and the fastest growth from figure to figure.
-- A floor cannot be called the slowest nor a ceiling the fastest, so neither is ranked.
with stated as (
    select
        markets.publisher_id,
        sizes.year,
        sizes.previous_year,
        sizes.annualised_growth_fraction as growth,
        sizes.annualised_bound_type as bound_type,
        format('{:.1f}', 100 * sizes.annualised_growth_fraction) as percent,
        coalesce(hedge_text(sizes.annualised_bound_type) || ' ', '') as hedge,
        hedge_text_zh(sizes.annualised_bound_type) as hedge_zh,
        parties.party_name,
        coalesce(parties.party_name_zh, parties.party_name) as party_name_zh
    from growth.market_sizes as sizes
    inner join reference.markets as markets on sizes.market_id = markets.market_id
    inner join reference.parties as parties on markets.publisher_id = parties.party_id
    where
        sizes.segment_name = 'total'
        and sizes.annualised_growth_fraction is not null
        and sizes.annualised_bound_type in ('exact', 'approximate')
),

slowest as (
    select * from stated
    order by growth asc, year asc, publisher_id asc
    limit 1
),

fastest as (
    select * from stated
    order by growth desc, year asc, publisher_id asc
    limit 1
)

select
    concat(
        'Growth a year, computed from figure to figure, floors left out: ',
        slowest.hedge, slowest.percent, ' % (', slowest.party_name, ', ',
        slowest.previous_year, ' to ', slowest.year,
        ') is the slowest, ',
        fastest.hedge, fastest.percent, ' % (', fastest.party_name, ', ', fastest.previous_year,
        ' to ', fastest.year, ') the fastest.'
    ) as en,
    concat(
        '按各机构相邻两个数字计算的年增速（不计下限）：最慢', slowest.hedge_zh, slowest.percent, ' %（',
        slowest.party_name_zh, '，', slowest.previous_year, ' 至 ', slowest.year, ' 年），最快',
        fastest.hedge_zh, fastest.percent, ' %（', fastest.party_name_zh, '，',
        fastest.previous_year, ' 至 ', fastest.year, ' 年）。'
    ) as zh,
    [slowest.bound_type, fastest.bound_type] as bound_types
from slowest
cross join fastest
