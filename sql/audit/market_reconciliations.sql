-- One row per market, capacity or revenue that must come out in two ways.
-- grain: reconciliation_id
-- formula: expected_value = the whole; actual_value = its parts added up
-- source: definition
-- A publication is only added up with itself. Quarters that do not fill the year may not exceed it.
with

sums as (
    select
        concat('segments/', market_id, '/', source_id, '/', year) as reconciliation_id,
        max(market_size_usd) filter (where segment_name = 'total') as expected_value,
        sum(market_size_usd) filter (where segment_name <> 'total') as actual_value,
        case
            when bool_and(bound_type = 'exact') filter (where segment_name = 'total')
                then 'rounded'
        end as precision_code,
        'The segments of a publication add up to the total it prints.' as about
    from market.market_sizes
    group by market_id, source_id, year
    union all by name
    select
        concat('kinds/', region_code, '/', source_id, '/', year) as reconciliation_id,
        max(capacity_eflop_per_s) filter (where capacity_type = 'total') as expected_value,
        sum(capacity_eflop_per_s) filter (where capacity_type <> 'total') as actual_value,
        'exact' as precision_code,
        'EFLOP per second' as unit_name,
        'The kinds of computing power add up to the total of the same document.' as about
    from market.compute_capacity
    group by region_code, source_id, year
    union all by name
    select
        concat_ws('/', 'quarters', years.company_id, years.segment_name, years.fiscal_period_name)
            as reconciliation_id,
        any_value(years.revenue_usd) as expected_value,
        sum(quarters.revenue_usd) as actual_value,
        case
            when
                sum(quarters.period_end_date - quarters.period_start_date + 1)
                <> any_value(years.period_end_date - years.period_start_date + 1)
                then 'at_most'
        end as relation_code,
        case relation_code
            when 'at_most' then 'The quarters held, not all of the year''s, do not exceed the year.'
            else 'The quarters of a year add up to the year.'
        end as about
    from core.company_revenues as years
    inner join core.company_revenues as quarters
        on
            years.company_id = quarters.company_id
            and years.segment_name = quarters.segment_name
            and starts_with(quarters.fiscal_period_name, years.fiscal_period_name || 'Q')
    group by years.company_id, years.segment_name, years.fiscal_period_name
    union all by name
    select
        concat('part_of_total/', parts.company_id, '/', parts.segment_name) as reconciliation_id,
        0 as expected_value,
        count(*) filter (where parts.revenue_usd > totals.revenue_usd) as actual_value,
        'exact' as precision_code,
        'periods' as unit_name,
        'In no period is a part larger than the total.' as about
    from core.company_revenues as parts
    inner join core.company_revenues as totals
        on
            parts.company_id = totals.company_id
            and parts.fiscal_period_name = totals.fiscal_period_name
            and totals.segment_name = 'total'
    where parts.segment_name <> 'total'
    group by parts.company_id, parts.segment_name
)

select
    reconciliation_id,  -- what is added up: kind, whose, when
    cast(expected_value as double)
        as expected_value,  -- the whole, or what the parts may not exceed
    cast(actual_value as double) as actual_value,  -- the parts added up
    coalesce(relation_code, 'equal')
        as relation_code,  -- equal, or at_most where the parts are not all held
    coalesce(precision_code, 'approximate')
        as precision_code,  -- exact, rounded (parts printed rounded) or approximate
    coalesce(unit_name, 'US dollars') as unit_name,  -- unit of the value, spelled out
    about  -- what must hold, in a sentence
from sums
where expected_value is not null and actual_value is not null
