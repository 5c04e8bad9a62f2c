-- One row per company and quarter end at which its GPU fleet is known: revenue, GPUs and debt joined.
-- grain: company_id, period_end_date
-- formula: low_gpu_hours = smaller low fleet of start and end * hours of the quarter; high likewise
-- formula: mean_gpu_count = mean of start_gpu_count and gpu_count
-- formula: revenue_usd_per_gpu_hour = revenue_usd / (mean_gpu_count * quarter_hours); bounds likewise
-- formula: implied_utilization_fraction = revenue_usd_per_gpu_hour / list_usd_per_gpu_hour
-- formula: debt_usd_per_h100_equivalent = debt_usd / median_h100_equivalent_count; bounds likewise
-- source: definition; fleets are Epoch's model with its 5th and 95th percentiles, no disclosure
-- What a fleet was within the quarter no source says: the central figures take the mean of the fleets
-- at start and end, the bounds the smaller and the larger of the two with their own bounds.
-- Revenue is mostly contracted below list, many GPUs are bought before they run, and later ones list
-- above the H100 that prices the fleet here: implied utilisation is revenue as a share of the fleet's
-- list value, a floor under the true use of the GPUs. Fleets leave out what came before Hopper,
-- while revenue includes it, which works the other way. A balance counts only at its own date. The
-- list price is that of H100 SXM in force or last known at the quarter's end, with a full host where
-- components are billed, of the list that price_list_as_of takes for that GPU; one whose GPU or host was
-- last confirmed longer ago than assumed to be telling prices nothing, and list_missing_reason says so. Null, never zero, where a figure is unknown: yearly revenue is not split.
-- For example, the second quarter of 2025: 1,212.788 M USD / (291,094 * 2,184 h) = 1.91 USD (1.81
-- to 2.01); 31.0 % of 6.155 USD (29.3 to 32.6 %); debt of 32,705 USD per H100-equivalent (32,208 to
-- 33,178).
with

assumed as (
    select
        max(value) filter (where assumption_id = 'hours_per_day') as hours_per_day,
        max(value) filter (where assumption_id = 'list_price_max_age_days') as max_age_days,
        string_agg(assumption_id, ', ' order by assumption_id) filter (
            where assumption_id in ('hours_per_day', 'list_price_max_age_days')
        ) as assumption_ids
    from reference.assumptions
    where scenario_code = 'base'
),

revenues as (
    select * from core.company_revenues
    where segment_name = 'total' and regexp_matches(fiscal_period_name, 'Q\d$')
),

debts as (
    select * from core.company_financials
    where financial_metric_type = 'total_debt_principal'
),

listed as (
    select
        price_list_id,
        full_host_first_confirmed_date as first_date,
        full_host_last_confirmed_date as last_date,
        last_confirmed_date as gpu_last_date,
        full_host_usd_per_gpu_hour as list_usd_per_gpu_hour
    from cost.gpu_unit_costs
    where gpu_model_id = 'h100_sxm' and full_host_usd_per_gpu_hour is not null
    union all by name
    select
        price_list_id,
        min(first_confirmed_date) as first_date,
        max(last_confirmed_date) as last_date,
        max(last_confirmed_date) as gpu_last_date,
        min(price_usd_per_gpu_hour) as list_usd_per_gpu_hour
    from core.instance_prices
    where gpu_model_id = 'h100_sxm' and commitment_type = 'on_demand'
    group by all
),

lists as (
    select
        price_lists.*,
        listed.first_date,
        listed.last_date,
        listed.gpu_last_date,
        listed.list_usd_per_gpu_hour
    from listed
    inner join core.price_lists on listed.price_list_id = price_lists.price_list_id
),

quarters as (
    select
        fleets.owner_id as company_id,
        fleets.as_of_date as period_end_date,
        revenues.fiscal_period_name,
        revenues.period_start_date,
        greatest(
            revenues.known_date, starts.known_date, fleets.known_date, debts.known_date
        ) as known_date,
        revenues.revenue_usd,
        debts.amount_usd as debt_usd,
        starts.gpu_count as start_gpu_count,
        case
            when starts.gpu_count is not null
                then list_avg([starts.gpu_count, fleets.gpu_count])
        end as mean_gpu_count,
        fleets.gpu_count,
        fleets.low_h100_equivalent_count,
        fleets.median_h100_equivalent_count,
        fleets.high_h100_equivalent_count,
        cast(
            (date_diff('day', revenues.period_start_date, revenues.period_end_date) + 1)
            * assumed.hours_per_day
            as double
        ) as quarter_hours,
        -- least and greatest skip nulls; an unknown start leaves no bound
        case
            when starts.gpu_count is not null
                then least(starts.low_gpu_count, fleets.low_gpu_count)
        end as low_fleet,
        case
            when starts.gpu_count is not null
                then greatest(starts.high_gpu_count, fleets.high_gpu_count)
        end as high_fleet,
        assumed.assumption_ids,
        assumed.max_age_days,
        revenues.source_id as revenue_source_id,
        debts.source_id as debt_source_id,
        fleets.source_id
    from core.gpu_fleets as fleets
    left join revenues
        on fleets.owner_id = revenues.company_id and fleets.as_of_date = revenues.period_end_date
    left join core.gpu_fleets as starts
        on
            fleets.owner_id = starts.owner_id
            and revenues.period_start_date = starts.as_of_date + interval 1 day
    left join debts
        on fleets.owner_id = debts.company_id and fleets.as_of_date = debts.period_end_date
    cross join assumed
),

last_known as (
    select
        quarters.*,
        lists.price_list_id as last_price_list_id,
        lists.first_date,
        lists.last_date,
        greatest(0, date_diff('day', lists.last_date, quarters.period_end_date)) as list_age_days,
        greatest(0, date_diff('day', lists.gpu_last_date, quarters.period_end_date))
            as gpu_age_days,
        lists.known_date as last_known_date,
        lists.list_usd_per_gpu_hour as last_usd_per_gpu_hour,
        lists.source_id as last_source_id
    from quarters
    left join lists
        on
            quarters.company_id = lists.provider_id
            and quarters.period_end_date >= lists.first_date
    qualify
        row_number() over (
            partition by quarters.company_id, quarters.period_end_date
            order by
                least(lists.gpu_last_date, quarters.period_end_date) desc,
                lists.trust_rank asc,
                lists.effective_from_date desc,
                lists.price_list_id asc
        ) = 1
),

priced as (
    select
        *,
        case when list_age_days <= max_age_days then last_price_list_id end as price_list_id,
        case when list_age_days <= max_age_days then first_date end as list_from_date,
        case when list_age_days <= max_age_days then last_date end as list_confirmed_date,
        case when list_age_days <= max_age_days then list_age_days end as list_days_unconfirmed,
        case when list_age_days <= max_age_days then last_known_date end as list_known_date,
        case when list_age_days <= max_age_days then last_usd_per_gpu_hour end
            as list_usd_per_gpu_hour,
        case when list_age_days <= max_age_days then last_source_id end as list_source_id,
        case
            when last_price_list_id is null then 'no list price is known of that day or before'
            when list_age_days > max_age_days
                then
                    concat(
                        'the ', case when gpu_age_days < list_age_days then 'host ' end,
                        'price of the last list known, ', last_price_list_id, ', was confirmed ',
                        list_age_days, ' days before, over the ', cast(max_age_days as bigint),
                        ' allowed',
                        case
                            when gpu_age_days < list_age_days
                                then '; its GPU ' || gpu_age_days || ' days before'
                        end
                    )
        end as list_missing_reason
    from last_known
),

hours as (
    select
        *,
        mean_gpu_count * quarter_hours as gpu_hours,
        low_fleet * quarter_hours as low_gpu_hours,
        high_fleet * quarter_hours as high_gpu_hours,
        cast(revenue_usd as double) as revenue
    from priced
)

select
    company_id,
    period_end_date,
    price_list_id,
    fiscal_period_name,
    period_start_date,
    list_from_date,  -- first day on which sources confirm the price that prices the fleet
    list_confirmed_date,  -- last day on which sources confirm its price of an H100 with host
    list_days_unconfirmed,  -- days from then to the end of the quarter, 0 if confirmed until then
    list_missing_reason,  -- why no list prices the fleet; empty where one does
    greatest(known_date, list_known_date) as known_date,
    revenue_usd,
    debt_usd as debt_principal_usd,  -- debt outstanding on the last day of the quarter
    start_gpu_count,  -- fleet at the end of the quarter before, central estimate
    gpu_count,
    mean_gpu_count,  -- mean of the fleets at start and end, central estimates
    low_h100_equivalent_count,
    median_h100_equivalent_count,
    high_h100_equivalent_count,
    quarter_hours,  -- hours of the quarter, by its dates
    low_gpu_hours,  -- hours of the smaller of the fleets at start and end, 5th percentile
    high_gpu_hours,  -- hours of the larger of the fleets at start and end, 95th percentile
    cast(debt_usd / high_h100_equivalent_count as decimal(20, 2))
        as low_debt_usd_per_h100_equivalent,  -- debt over the high estimate of the fleet
    cast(debt_usd / median_h100_equivalent_count as decimal(20, 2))
        as debt_usd_per_h100_equivalent,  -- debt over the median estimate of the fleet
    cast(debt_usd / low_h100_equivalent_count as decimal(20, 2))
        as high_debt_usd_per_h100_equivalent,  -- debt over the low estimate of the fleet
    cast(revenue / high_gpu_hours as decimal(18, 6))
        as low_revenue_usd_per_gpu_hour,  -- revenue over the most GPU-hours
    cast(revenue / gpu_hours as decimal(18, 6))
        as revenue_usd_per_gpu_hour,  -- revenue over the hours of the mean fleet
    cast(revenue / low_gpu_hours as decimal(18, 6))
        as high_revenue_usd_per_gpu_hour,  -- revenue over the fewest GPU-hours
    list_usd_per_gpu_hour,  -- list price of an H100 SXM with its host, as in force
    revenue / (high_gpu_hours * cast(list_usd_per_gpu_hour as double))
        as low_implied_utilization_fraction,  -- share of list value, over the most GPU-hours
    revenue / (gpu_hours * cast(list_usd_per_gpu_hour as double))
        as implied_utilization_fraction,  -- revenue as a share of the fleet's value at list price
    revenue / (low_gpu_hours * cast(list_usd_per_gpu_hour as double))
        as high_implied_utilization_fraction,  -- share of list value, over the fewest GPU-hours
    assumption_ids,  -- rows of reference.assumptions that the figures rest on
    source_id,
    revenue_source_id,  -- cited document of the revenue
    debt_source_id,  -- cited document of the debt
    list_source_id  -- cited document of the list price
from hours
