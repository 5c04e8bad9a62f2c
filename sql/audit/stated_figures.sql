-- One row per figure and document that states it, whatever table it stands in.
-- grain: figure_id, source_id
-- So that a claim can be held against every document that speaks of the same thing: same company
-- and period, same market and year, same model. A date counts as year * 100 + month, a member of a
-- list as 1, with what the document calls it as figure_name.
-- Every part brings all columns of its table; what proves the figure is taken from them at the end.
with

-- Every report of an amount, not the one preferred today: a later one must not unsay it.
amounts as (
    select distinct
        tranches.tranche_id,
        rounds.round_id,
        rounds.company_id
    from funding.tranches
    inner join funding.rounds on tranches.round_id = rounds.round_id
),

figures as (
    select
        concat_ws('/', 'revenue', company_id, segment_name, fiscal_period_name) as figure_id,
        revenue_usd as figure_value,
        *
    from market.company_revenues
    union all by name
    select
        concat_ws('/', 'growth', company_id, segment_name, fiscal_period_name, growth_basis_code)
            as figure_id,
        yoy_growth_fraction as figure_value,
        *
    from market.reported_growth
    union all by name
    select
        concat_ws('/', financial_metric_type, company_id, period_start_date, period_end_date)
            as figure_id,
        amount_usd as figure_value,
        *
    from market.company_financials
    union all by name
    select
        concat_ws('/', 'market', market_id, year, segment_name) as figure_id,
        market_size_usd as figure_value,
        *
    from market.market_sizes
    union all by name
    select
        concat_ws('/', 'market', market_id, concat(year, 'Q', quarter), segment_name) as figure_id,
        market_size_usd as figure_value,
        *
    from market.quarterly_market_sizes
    union all by name
    select
        concat_ws('/', 'compute', region_code, year, capacity_type) as figure_id,
        capacity_eflop_per_s as figure_value,
        *
    from market.compute_capacity
    union all by name
    select
        concat_ws(
            '/', unnest(['deal count', 'deal value']), market_id, period_start_date, deal_status
        ) as figure_id,
        unnest([deal_count, deal_value_usd]) as figure_value,
        *
    from market.deal_flows
    union all by name
    select
        concat(
            'model/', model_id, '/',
            unnest(['parameters', 'tokens', 'compute', 'data', 'release month'])
        ) as figure_id,
        unnest([
            parameter_count, training_token_count, training_compute_flop, training_data_tb,
            month_number(release_date)
        ]) as figure_value,
        *
    from market.ai_models
    union all by name
    select
        concat_ws(
            '/', 'event', party_id, event_type, case when value is not null then event_date end
        ) as figure_id,
        coalesce(value, year(event_date)) as figure_value,
        *
    from market.events
    qualify
        row_number() over (partition by figure_id, source_id order by event_date desc) = 1
    union all by name
    select
        concat_ws('/', 'leads', market_name, company_id) as figure_id,
        cast(is_leader as bigint) as figure_value,
        *
    from market.market_share_mentions
    union all by name
    select
        concat_ws('/', unnest(['lowest share', 'highest share']), market_name, company_id)
            as figure_id,
        unnest([low_share_fraction, high_share_fraction]) as figure_value,
        *
    from market.market_share_mentions
    union all by name
    select
        concat_ws('/', 'fleet', owner_id, as_of_date) as figure_id,
        gpu_count as figure_value,
        *
    from market.gpu_fleets
    union all by name
    select
        concat(unnest(['active', 'contracted']), ' power/', company_id, '/', as_of_date)
            as figure_id,
        unnest([active_power_mw, contracted_power_mw]) as figure_value,
        *
    from market.company_power
    union all by name
    select
        concat_ws(
            '/', unnest(['acquisition month', 'acquisition amount']), acquirer_id, target_id
        ) as figure_id,
        unnest([month_number(announced_date), amount_usd]) as figure_value,
        *
    from funding.acquisitions
    union all by name
    select
        concat_ws('/', 'tranche', tranche_id) as figure_id,
        amount_usd as figure_value,
        *
    from funding.tranches
    union all by name
    select
        concat_ws('/', 'valuation', company_id, valuation_date, valuation_type) as figure_id,
        valuation_usd as figure_value,
        *
    from funding.valuations
    union all by name
    select
        concat_ws('/', 'purchase', customer_id, supplier_id, commitment_id) as figure_id,
        amount_usd as figure_value,
        *
    from funding.purchase_commitments
    union all by name
    select
        concat_ws('/', 'price', price_list_id, component_id) as figure_id,
        price_usd_per_unit_hour as figure_value,
        *
    from pricing.component_prices
    union all by name
    select
        concat_ws('/', 'price', price_list_id, instance_type_name, region_name, commitment_type)
            as figure_id,
        price_usd_per_hour as figure_value,
        *
    from pricing.instance_prices
    union all by name
    select
        concat(
            'limit/', provider_id, '/', gpu_model_id, '/',
            unnest(['vCPUs per GPU', 'RAM per GPU', 'GPUs per instance'])
        ) as figure_id,
        unnest([max_vcpu_count_per_gpu, max_ram_gb_per_gpu, max_gpu_count_per_instance])
            as figure_value,
        *
    from pricing.instance_limits
    union all by name
    select
        concat('gpu/', gpu_model_id, '/memory') as figure_id,
        gpu_memory_gb as figure_value,
        *
    from pricing.instance_limits
    union all by name
    select
        concat(
            'gpu/', gpu_model_id, '/',
            unnest(['memory', 'memory bandwidth', 'bf16 dense speed', 'fp32 speed', 'board power'])
        ) as figure_id,
        unnest([
            memory_gb, memory_bandwidth_gb_per_s, bf16_dense_tflop_per_s, fp32_tflop_per_s,
            board_power_w
        ]) as figure_value,
        *
    from reference.gpu_models
    union all by name
    select
        concat('claim/', claim_id) as figure_id,
        stated_value as figure_value,
        *
    from reference.claims
    union all by name
    select
        concat_ws('/', 'product', provider_id, product_id) as figure_id,
        concat('product ', product_order, ', ', product_name) as figure_name,
        *
    from market.products
    union all by name
    select
        concat_ws('/', 'profile', company_id, profile_type, profile_order) as figure_id,
        concat(profile_type, ' ', profile_order, ', ', description) as figure_name,
        *
    from market.company_profiles
    union all by name
    select
        concat_ws('/', 'person', company_id, role_name, person_id) as figure_id,
        person_name_as_printed as figure_name,
        *
    from market.company_people
    union all by name
    select
        concat_ws('/', 'partner', party_id, partnership_type, partner_id) as figure_id,
        partner_name_as_printed as figure_name,
        *
    from market.partnerships
    union all by name
    select
        concat_ws('/', 'offering', company_id, offering_name) as figure_id,
        offering_name as figure_name,
        *
    from market.commercial_offerings
    union all by name
    select
        concat_ws('/', 'stack', element_type, element_name) as figure_id,
        element_name as figure_name,
        *
    from market.stack_elements
    union all by name
    select
        concat_ws(
            '/', 'investor', amounts.company_id, amounts.round_id, facts.tranche_id,
            facts.investor_id
        ) as figure_id,
        1 as figure_value,
        facts.*
    from funding.tranche_investors as facts
    inner join amounts on facts.tranche_id = amounts.tranche_id
)

select
    figures.figure_id,  -- what the figure is of: kind, whose, when
    figures.source_id,
    figures.source_locator,
    coalesce(figures.known_date, sources.published_date) as known_date,
    figures.known_date is not null or sources.published_date < sources.accessed_date
        as is_dated,  -- whether the document has a date, and not only the day when it was read
    cast(coalesce(figures.figure_value, 1) as double)
        as figure_value,  -- the figure, in the unit of its kind
    figures.figure_name,  -- what the document calls it, of a member of a list
    coalesce(figures.bound_type, 'exact') as bound_type,
    sources.publisher_name,
    sources.trust_rank
from figures
inner join reference.sources on figures.source_id = sources.source_id
where coalesce(figures.figure_name, cast(figures.figure_value as varchar)) is not null
