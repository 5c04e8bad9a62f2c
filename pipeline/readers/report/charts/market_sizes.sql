-- One row per publication and year: the size of the cloud market.
select
    markets.market_name,
    coalesce(markets.market_name_zh, markets.market_name) as market_name_zh,
    concat(sources.publisher_name, ' ', strftime(sources.published_date, '%Y-%m')) as publication,
    sizes.year,
    sizes.market_size_usd,
    sizes.value_type,
    sizes.bound_type,
    sizes.yoy_growth_fraction,
    sizes.cagr_fraction,
    sizes.known_date,
    sizes.source_id
from growth.market_sizes as sizes
inner join reference.markets as markets on sizes.market_id = markets.market_id
inner join reference.sources as sources on sizes.source_id = sources.source_id
where sizes.segment_name = 'total'
order by sources.published_date, sizes.source_id, sizes.year
