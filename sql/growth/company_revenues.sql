-- One row per company, segment and fiscal period: revenue, and growth over the periods before.
-- grain: company_id, segment_name, fiscal_period_name
-- formula: qoq_growth_fraction = revenue / revenue of the quarter that ended the day before - 1
-- formula: yoy_growth_fraction = revenue / revenue of the same period of the fiscal year before - 1
-- source: definition; a missing period gives no growth, never one over a gap
-- Growth that companies print is in market.reported_growth. Whole years have no quarterly growth.
-- No fourth quarter is filed: CoreWeave's are those of a copy of its filings, which its years confirm.
with

labelled as (
    select
        *,
        cast(regexp_extract(fiscal_period_name, '^FY(\d+)', 1) as bigint) as fiscal_year,
        regexp_extract(fiscal_period_name, '(Q\d)?$') as fiscal_quarter_name
    from core.company_revenues
),

compared as (
    select
        labelled.*,
        quarter_before.revenue_usd as quarter_before_usd,
        greatest(
            labelled.known_date, quarter_before.known_date, year_before.known_date
        ) as growth_known_date,
        growth_bound(quarter_before.bound_type, labelled.bound_type) as qoq_bound_type,
        year_before.revenue_usd as year_before_usd,
        growth_bound(year_before.bound_type, labelled.bound_type) as yoy_bound_type
    from labelled
    left join labelled as quarter_before
        on
            labelled.company_id = quarter_before.company_id
            and labelled.segment_name = quarter_before.segment_name
            and labelled.period_start_date = quarter_before.period_end_date + interval 1 day
            and labelled.fiscal_quarter_name <> ''
            and quarter_before.fiscal_quarter_name <> ''
    left join labelled as year_before
        on
            labelled.company_id = year_before.company_id
            and labelled.segment_name = year_before.segment_name
            and labelled.fiscal_year = year_before.fiscal_year + 1
            and labelled.fiscal_quarter_name = year_before.fiscal_quarter_name
)

select
    company_id,
    segment_name,
    fiscal_period_name,
    period_start_date,
    period_end_date,
    known_date,
    growth_known_date,  -- day on which the last figure behind the growth became known
    revenue_usd,
    case
        when qoq_bound_type is not null
            then cast(revenue_usd as double) / cast(quarter_before_usd as double) - 1
    end as qoq_growth_fraction,  -- growth over the quarter before
    case
        when yoy_bound_type is not null
            then cast(revenue_usd as double) / cast(year_before_usd as double) - 1
    end as yoy_growth_fraction,  -- growth over the same period a year before
    qoq_bound_type,  -- how firmly the growth over the quarter before is known
    yoy_bound_type,  -- how firmly the growth over the year before is known
    bound_type,
    source_id
from compared
