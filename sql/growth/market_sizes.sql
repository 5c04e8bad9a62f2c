-- One row per market, publication, year and segment: its size, and growth within its series.
-- grain: market_id, source_id, year, segment_name
-- formula: yoy_growth_fraction = size / size of the year before - 1
-- formula: annualised_growth_fraction = cagr(size before in the series, size, years between)
-- formula: cagr_fraction = cagr(first size of the series, size, years between)
-- source: definition; a market is one publisher's, with one definition
-- A market is one series over all its documents where none restates another: no year has two sizes.
-- Where one does (Gartner's forecasts), a publication is only ever compared with itself. Publishers
-- are never spliced. Quarterly sizes stay in market.quarterly_market_sizes.
-- Sizes of a year overlap: 'total' holds every segment, documents restate each other, and markets
-- differ in what they count. Add up segments other than 'total' of one market, source and year only.
-- Growth is null in the first year of a series, the yearly one after a gap as well, and all where
-- hedges pull apart. For example, the note's 356.6 and over 400 billion USD give growth of at least
-- 12.2 %; Synergy's 178, 270 and 419 billion of 2021, 2023 and 2025 give 23.2 and 24.6 % a year.
with

sized as (
    select
        market_id,
        count(distinct market_size_usd) as size_count
    from market.market_sizes
    group by market_id, year, segment_name
),

restated as (
    select market_id from sized
    group by market_id
    having max(size_count) > 1
),

sizes as (
    select
        market_sizes.*,
        coalesce(market_sizes.known_date, sources.published_date) as size_known_date,
        case when restated.market_id is not null then market_sizes.source_id end as vintage
    from market.market_sizes
    inner join reference.sources on market_sizes.source_id = sources.source_id
    left join restated on market_sizes.market_id = restated.market_id
),

compared as (
    select
        *,
        first_value(year) over series as first_year,
        first_value(market_size_usd) over series as first_size_usd,
        first_value(bound_type) over series as first_bound_type,
        first_value(size_known_date) over series as first_known_date,
        last_value(year) over earlier as previous_year,
        last_value(market_size_usd) over earlier as previous_size_usd,
        last_value(bound_type) over earlier as previous_bound_type,
        last_value(size_known_date) over earlier as previous_known_date
    from sizes
    window
        series as (
            partition by market_id, segment_name, vintage order by year asc, source_id asc
        ),
        earlier as (
            partition by market_id, segment_name, vintage
            order by year
            range between unbounded preceding and 1 preceding
        )
),

bounded as (
    select
        *,
        growth_bound(previous_bound_type, bound_type) as annualised_bound_type,
        case
            when previous_year = year - 1 then growth_bound(previous_bound_type, bound_type)
        end as growth_bound_type,
        case when year > first_year then growth_bound(first_bound_type, bound_type) end
            as cagr_bound_type
    from compared
)

select
    market_id,
    source_id,
    year,
    segment_name,
    size_known_date as known_date,
    greatest(size_known_date, previous_known_date, first_known_date)
        as growth_known_date,  -- day on which the last figure behind the growth became known
    market_size_usd,
    value_type,
    bound_type,
    case
        when growth_bound_type is not null
            then cast(market_size_usd as double) / cast(previous_size_usd as double) - 1
    end as yoy_growth_fraction,  -- growth over the same period a year before
    growth_bound_type,  -- how firmly the yearly growth is known
    previous_year,  -- year of the figure before in the series
    case
        when annualised_bound_type is not null
            then cagr(previous_size_usd, market_size_usd, year - previous_year)
    end as annualised_growth_fraction,  -- constant yearly growth since the figure before
    annualised_bound_type,  -- how firmly the growth since the figure before is known
    first_year,  -- first year of the series
    case
        when cagr_bound_type is not null
            then cagr(first_size_usd, market_size_usd, year - first_year)
    end as cagr_fraction,  -- constant yearly growth from the first to the last figure compared
    cagr_bound_type  -- how firmly the growth since the first year is known
from bounded
