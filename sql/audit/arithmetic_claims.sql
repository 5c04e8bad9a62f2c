-- One row per claim that follows from other figures, computed from these.
-- grain: claim_id
-- formula: training compute = 6 * parameters * tokens
-- formula: a rate at most = all computing power of the world, last year stated
-- formula: tokens of so many bytes = bytes / bytes_per_token, low and high scenario as the range
-- formula: growth of a market = size / size of the year before - 1, within one publication
-- source: Kaplan et al. 2020, section 2.1, for the first; else definition
with

assumed as (
    select
        max(value) filter (where assumption_id = 'training_flop_per_parameter_token')
            as flop_per_parameter_token,
        max(value) filter (where assumption_id = 'pflop_per_eflop') as pflop_per_eflop,
        max(value) filter (where assumption_id = 'bytes_per_terabyte') as bytes_per_terabyte,
        max(value) filter (
            where assumption_id = 'bytes_per_token' and scenario_code = 'base'
        ) as bytes_per_token,
        max(value) filter (
            where assumption_id = 'bytes_per_token' and scenario_code = 'low'
        ) as low_bytes_per_token,
        max(value) filter (
            where assumption_id = 'bytes_per_token' and scenario_code = 'high'
        ) as high_bytes_per_token
    from reference.assumptions
),

-- The model as the claim's own document describes it: its figures must agree with each other.
models as (
    select
        source_id,
        max(figure_value) filter (where figure_id = 'model/gpt_3/parameters') as parameter_count,
        max(figure_value) filter (where figure_id = 'model/gpt_3/tokens') as training_token_count,
        max(figure_value) filter (where figure_id = 'model/gpt_3/data') as training_data_tb,
        max(known_date) as known_date
    from audit.stated_figures
    where starts_with(figure_id, 'model/gpt_3/')
    group by all
),

-- The latest year of the world's computing power that was measured and known by the claim's day.
world as (
    select
        claims.claim_id,
        capacity.year,
        capacity.capacity_eflop_per_s,
        capacity.source_id,
        coalesce(capacity.known_date, sources.published_date) as known_date
    from audit.claims
    inner join market.compute_capacity as capacity
        on
            capacity.region_code = 'WORLD'
            and capacity.capacity_type = 'total'
            and capacity.value_type <> 'forecast'
    inner join reference.sources
        on
            capacity.source_id = sources.source_id
            and coalesce(capacity.known_date, sources.published_date) <= claims.known_by_date
    qualify
        row_number() over (
            partition by claims.claim_id
            order by
                capacity.year desc,
                sources.trust_rank asc,
                coalesce(capacity.known_date, sources.published_date) desc,
                capacity.source_id asc
        ) = 1
),

sizes as (
    select
        later.source_id,
        earlier.market_size_usd as from_usd,
        later.market_size_usd as to_usd,
        later.year as to_year,
        growth_bound(earlier.bound_type, later.bound_type) as bound_type,
        greatest(earlier.known_date, later.known_date) as row_known_date
    from market.market_sizes as earlier
    inner join market.market_sizes as later
        on
            earlier.market_id = later.market_id
            and earlier.source_id = later.source_id
            and earlier.segment_name = later.segment_name
            and earlier.year = later.year - 1
    where later.market_id = 'askci_cloud_computing' and later.segment_name = 'total'
),

tested as (
    select
        claims.claim_id,
        assumed.flop_per_parameter_token * models.parameter_count * models.training_token_count
            as computed_value,
        'approximate' as computed_bound_type,
        'arithmetic' as basis_code,
        models.known_date,
        concat(
            figure_text(assumed.flop_per_parameter_token), ' x ',
            figure_text(models.parameter_count), ' parameters x ',
            figure_text(models.training_token_count), ' tokens (', models.source_id, ')'
        ) as evidence,
        concat(
            'six operations for each parameter and token make ',
            figure_text(computed_value), ', a number of operations'
        ) as finding
    from audit.claims
    cross join assumed
    inner join models
        on claims.source_id = models.source_id and claims.known_by_date >= models.known_date
    where claims.claim_id = 'gpt_3_training_compute'
    union all by name
    select
        claims.claim_id,
        world.capacity_eflop_per_s * assumed.pflop_per_eflop as computed_value,
        'at_most' as computed_bound_type,
        'other_document' as basis_code,
        world.known_date,
        concat(
            'compute/WORLD/', world.year, '/total = ', figure_text(world.capacity_eflop_per_s),
            ' EFLOP per second (', world.source_id, ')'
        ) as evidence,
        concat(
            'as a rate it is ', figure_text(round(claims.stated_value / computed_value)),
            ' times all computing power of the world in ', world.year, ' (',
            figure_text(world.capacity_eflop_per_s),
            ' EFLOP per second); it can only be a number of operations'
        ) as finding
    from audit.claims
    cross join assumed
    inner join world on claims.claim_id = world.claim_id
    where claims.claim_id = 'gpt_3_training_compute_as_rate'
    union all by name
    select
        claims.claim_id,
        models.training_data_tb * assumed.bytes_per_terabyte / assumed.bytes_per_token
            as computed_value,
        'exact' as computed_bound_type,
        'arithmetic' as basis_code,
        models.known_date,
        concat(
            figure_text(models.training_data_tb), ' TB (', models.source_id, ') at ',
            figure_text(assumed.low_bytes_per_token), ' to ',
            figure_text(assumed.high_bytes_per_token), ' bytes a token'
        ) as evidence,
        concat(
            'so many bytes of text are some ', figure_text(computed_value), ' tokens, ',
            figure_text(round(computed_value / claims.stated_value)),
            ' times as many: raw text before filtering is not what a model is trained on'
        ) as finding,
        models.training_data_tb * assumed.bytes_per_terabyte / assumed.high_bytes_per_token
            as computed_low_value,
        models.training_data_tb * assumed.bytes_per_terabyte / assumed.low_bytes_per_token
            as computed_high_value
    from audit.claims
    cross join assumed
    inner join models
        on claims.source_id = models.source_id and claims.known_by_date >= models.known_date
    where claims.claim_id = 'gpt_3_data_equals_tokens'
    union all by name
    select
        claims.claim_id,
        cast(sizes.to_usd as double) / cast(sizes.from_usd as double) - 1 as computed_value,
        sizes.bound_type as computed_bound_type,
        'arithmetic' as basis_code,
        coalesce(sizes.row_known_date, claims.known_by_date) as known_date,
        concat(
            figure_text(sizes.to_usd), ' / ', figure_text(sizes.from_usd), ' - 1 (',
            sizes.source_id, ')'
        ) as evidence,
        concat(
            'the two sizes give ', replace(sizes.bound_type, '_', ' '), ' ',
            format('{:.2f} %', 100 * computed_value)
        ) as finding
    from audit.claims
    inner join sizes on claims.source_id = sizes.source_id
    where
        claims.claim_id = 'cloud_market_growth_2023'
        and coalesce(sizes.row_known_date, claims.known_by_date) <= claims.known_by_date
    qualify row_number() over (partition by claims.claim_id order by sizes.to_year desc) = 1
)

select
    claims.claim_id,
    cast(tested.computed_value as double)
        as computed_value,  -- the figure as the data have it; of a range, its median or lower end
    cast(tested.computed_low_value as double)
        as computed_low_value,  -- lowest that the data allow
    cast(tested.computed_high_value as double)
        as computed_high_value,  -- highest that the data allow
    tested.computed_bound_type,  -- how firmly the computed figure is known
    tested.basis_code,  -- what it rests on: other_document, arithmetic, sample or same_document
    tested.known_date
        as evidence_known_date,  -- day on which the last row that counts became known
    tested.evidence,  -- rows that count and the documents they are from
    coalesce(tested.finding, 'would need the figures from which it follows')
        as finding  -- what was found, or which data are missing
from audit.claims
left join tested on claims.claim_id = tested.claim_id
where
    claims.claim_id in (
        'gpt_3_training_compute', 'gpt_3_training_compute_as_rate', 'gpt_3_data_equals_tokens',
        'cloud_market_growth_2023'
    )
