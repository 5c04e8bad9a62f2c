-- One row per company and period of its whole revenue, no two periods overlapping: it may be added up.
-- grain: company_id, fiscal_period_name
-- Where all quarters of a fiscal year are held they stand, and not the year; otherwise the year
-- stands, and not its quarters; quarters of a year that no source gives stand too. Segments are left
-- out: they nest in the total. The sum of a fiscal year is the year's only where is_year_complete:
-- otherwise some of its quarters are not held. For example, NVIDIA's FY26 is 44.1 + 46.7 + 57.0 + 68.13 = 215.93
-- billion USD.
with

totals as (
    select
        *,
        regexp_extract(fiscal_period_name, '^FY\d+') as fiscal_year_name,
        regexp_matches(fiscal_period_name, 'Q\d$') as is_quarter
    from core.company_revenues
    where segment_name = 'total'
),

years as (
    select
        years.company_id,
        years.fiscal_year_name,
        coalesce(
            sum(date_diff('day', quarters.period_start_date, quarters.period_end_date) + 1)
            = date_diff('day', years.period_start_date, years.period_end_date) + 1,
            false
        ) as is_filled
    from totals as years
    left join totals as quarters
        on
            years.company_id = quarters.company_id
            and years.fiscal_year_name = quarters.fiscal_year_name
            and quarters.is_quarter
    where not years.is_quarter
    group by
        years.company_id, years.fiscal_year_name, years.period_start_date, years.period_end_date
)

select
    totals.company_id,
    totals.fiscal_year_name,  -- the company's fiscal year that holds the period
    totals.fiscal_period_name,
    not totals.is_quarter or list_has_all(
        list(right(totals.fiscal_period_name, length('Q1'))) over (
            partition by totals.company_id, totals.fiscal_year_name
        ),
        ['Q1', 'Q2', 'Q3', 'Q4']
    ) as is_year_complete,  -- whether the periods of the fiscal year that stand here are all of it
    totals.period_start_date,
    totals.period_end_date,
    totals.known_date,
    totals.revenue_usd,
    totals.bound_type,
    totals.source_id
from totals
left join years
    on
        totals.company_id = years.company_id
        and totals.fiscal_year_name = years.fiscal_year_name
where totals.is_quarter = coalesce(years.is_filled, true)
