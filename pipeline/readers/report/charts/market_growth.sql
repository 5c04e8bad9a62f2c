-- One row per publication and year whose growth since the figure before is known.
select
    concat(parties.party_name, ' ', strftime(sources.published_date, '%Y-%m')) as publication,
    concat(
        coalesce(parties.party_name_zh, parties.party_name), ' ',
        strftime(sources.published_date, '%Y-%m')
    ) as publication_zh,
    concat(
        sizes.previous_year, '–', sizes.year, ' · ', strftime(sources.published_date, '%Y-%m'),
        ' | ', parties.party_name
    ) as publication_year,
    concat(
        sizes.previous_year, '–', sizes.year, ' · ', strftime(sources.published_date, '%Y-%m'),
        ' | ', coalesce(parties.party_name_zh, parties.party_name)
    ) as publication_year_zh,
    markets.market_name,
    coalesce(markets.market_name_zh, markets.market_name) as market_name_zh,
    sizes.previous_year,
    sizes.year,
    sizes.annualised_growth_fraction,
    sizes.annualised_bound_type as bound_type,
    sizes.value_type,
    sizes.known_date,
    sizes.source_id
from growth.market_sizes as sizes
inner join reference.markets as markets on sizes.market_id = markets.market_id
inner join reference.parties as parties on markets.publisher_id = parties.party_id
inner join reference.sources as sources on sizes.source_id = sources.source_id
where sizes.segment_name = 'total' and sizes.annualised_growth_fraction is not null
order by sources.published_date, sizes.source_id, sizes.year
