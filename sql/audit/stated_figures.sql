-- One row per figure and document that states it, whatever table it stands in.
-- grain: figure_id, source_id
-- So that a claim can be held against every document that speaks of the same thing: same company
-- and period, same market and year, same model. A date counts as year * 100 + month.
with

figures as (
    select
        concat_ws('/', 'revenue', company_id, segment_name, fiscal_period_name) as figure_id,
        cast(revenue_usd as double) as figure_value,
        bound_type,
        source_id,
        source_locator,
        known_date
    from market.company_revenues
    union all by name
    select
        concat_ws('/', 'growth', company_id, segment_name, fiscal_period_name, growth_basis_code)
            as figure_id,
        yoy_growth_fraction as figure_value,
        bound_type,
        source_id,
        source_locator,
        known_date
    from market.reported_growth
    union all by name
    select
        concat_ws('/', 'market', market_id, year, segment_name) as figure_id,
        cast(market_size_usd as double) as figure_value,
        bound_type,
        source_id,
        source_locator,
        known_date
    from market.market_sizes
    union all by name
    select
        concat_ws('/', 'compute', region_code, year, capacity_type) as figure_id,
        capacity_eflop_per_s as figure_value,
        bound_type,
        source_id,
        source_locator,
        known_date
    from market.compute_capacity
    union all by name
    select
        unnest([
            concat_ws('/', 'deal count', market_id, period_start_date, deal_status),
            concat_ws('/', 'deal value', market_id, period_start_date, deal_status)
        ]) as figure_id,
        unnest([cast(deal_count as double), cast(deal_value_usd as double)]) as figure_value,
        bound_type,
        source_id,
        source_locator,
        known_date
    from market.deal_flows
    union all by name
    select
        concat(
            'model/', model_id, '/',
            unnest(['parameters', 'tokens', 'data', 'release month'])
        ) as figure_id,
        unnest([
            parameter_count,
            training_token_count,
            training_data_tb,
            cast(100 * year(release_date) + month(release_date) as double)
        ]) as figure_value,
        bound_type,
        source_id,
        source_locator,
        known_date
    from market.ai_models
    union all by name
    select
        concat_ws(
            '/', 'event', party_id, event_type, case when value is not null then event_date end
        ) as figure_id,
        coalesce(cast(value as double), cast(year(event_date) as double)) as figure_value,
        bound_type,
        source_id,
        source_locator,
        known_date
    from market.events
    qualify
        row_number() over (
            partition by figure_id, source_id order by event_date desc
        ) = 1
    union all by name
    select
        concat_ws('/', 'leads', market_name, company_id) as figure_id,
        cast(is_leader as double) as figure_value,
        'exact' as bound_type,
        source_id,
        source_locator,
        known_date
    from market.market_share_mentions
    union all by name
    select
        concat_ws('/', 'acquisition month', acquirer_id, target_id) as figure_id,
        cast(100 * year(announced_date) + month(announced_date) as double) as figure_value,
        bound_type,
        source_id,
        source_locator,
        known_date
    from funding.acquisitions
    union all by name
    select
        concat_ws('/', 'tranche', tranche_id) as figure_id,
        cast(amount_usd as double) as figure_value,
        bound_type,
        source_id,
        source_locator,
        known_date
    from funding.tranches
)

select
    figures.figure_id,  -- what the figure is of: kind, whose, when
    figures.source_id,
    figures.source_locator,
    coalesce(figures.known_date, sources.published_date) as known_date,
    figures.figure_value,  -- the figure, in the unit of its kind
    figures.bound_type,
    sources.trust_rank
from figures
inner join reference.sources on figures.source_id = sources.source_id
where figures.figure_value is not null
