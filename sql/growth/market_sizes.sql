-- One row per market, publication, year and segment: its size, and growth within the publication.
-- grain: market_id, source_id, year, segment_name
-- formula: yoy_growth_fraction = size / size of the year before - 1
-- formula: cagr_fraction = cagr(first size of the publication, size, years between)
-- source: definition; a publication is only ever compared with itself
-- Publishers, and two publications of one publisher, are never spliced. Quarterly sizes stay in
-- market.quarterly_market_sizes. Growth is null in the first year of a publication, the yearly one
-- after a gap as well, and both where hedges pull apart. For example, the note's 356.6 and over 400
-- billion USD give growth of at least 12.2 %.
with

compared as (
    select
        *,
        first_value(year) over series as first_year,
        first_value(market_size_usd) over series as first_size_usd,
        first_value(bound_type) over series as first_bound_type,
        lag(year) over series as previous_year,
        lag(market_size_usd) over series as previous_size_usd,
        lag(bound_type) over series as previous_bound_type
    from market.market_sizes
    window series as (partition by market_id, source_id, segment_name order by year)
),

bounded as (
    select
        *,
        case
            when previous_year = year - 1 then growth_bound(previous_bound_type, bound_type)
        end as growth_bound_type,
        case when year > first_year then growth_bound(first_bound_type, bound_type) end
            as cagr_bound_type
    from compared
)

select
    bounded.market_id,
    bounded.source_id,
    bounded.year,
    bounded.segment_name,
    coalesce(bounded.known_date, sources.published_date) as known_date,
    bounded.market_size_usd,
    bounded.value_type,
    bounded.bound_type,
    case
        when bounded.growth_bound_type is not null
            then
                cast(bounded.market_size_usd as double)
                / cast(bounded.previous_size_usd as double)
                - 1
    end as yoy_growth_fraction,  -- growth over the same period a year before
    bounded.growth_bound_type,  -- how firmly the yearly growth is known
    bounded.first_year,  -- first year of the publication's series
    case
        when bounded.cagr_bound_type is not null
            then
                cagr(
                    bounded.first_size_usd,
                    bounded.market_size_usd,
                    bounded.year - bounded.first_year
                )
    end as cagr_fraction,  -- constant yearly growth from the first to the last figure compared
    bounded.cagr_bound_type  -- how firmly the growth since the first year is known
from bounded
inner join reference.sources on bounded.source_id = sources.source_id
