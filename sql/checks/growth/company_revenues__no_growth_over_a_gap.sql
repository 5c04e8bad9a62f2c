-- Growth is stated only over the quarter just before, or over the same period a year before.
-- broken by: delete from growth.company_revenues where company_id = 'coreweave' and fiscal_period_name = 'FY24Q1'
select
    revenues.company_id,
    revenues.segment_name,
    revenues.fiscal_period_name,
    revenues.qoq_growth_fraction,
    revenues.yoy_growth_fraction
from growth.company_revenues as revenues
where
    revenues.qoq_growth_fraction is not null
    and not exists (
        from growth.company_revenues as earlier
        where
            earlier.company_id = revenues.company_id
            and earlier.segment_name = revenues.segment_name
            and earlier.period_end_date + interval 1 day = revenues.period_start_date
    )
    or revenues.yoy_growth_fraction is not null
    and not exists (
        from growth.company_revenues as earlier
        where
            earlier.company_id = revenues.company_id
            and earlier.segment_name = revenues.segment_name
            and length(earlier.fiscal_period_name) = length(revenues.fiscal_period_name)
            and abs(date_diff(
                'month', earlier.period_start_date, revenues.period_start_date - interval 1 year
            )) <= 1
    )
