-- One row per claim about CoreWeave's prices, with what CoreWeave's own list of the day says.
-- grain: claim_id
-- formula: price of an instance = GPUs * GPU price + vCPUs * vCPU price + GB * memory price
-- source: CoreWeave's resource-based pricing page, worked examples
-- Table 1 of the note is the claim itself and proves nothing: only audit.own_prices counts. The
-- shapes of the worked examples are rows of reference.assumptions.
with

shapes as (
    select
        max(value) filter (where assumption_id = 'worked_example_gpu_count') as gpu_count,
        max(value) filter (where assumption_id = 'worked_example_vcpu_count') as vcpu_count,
        max(value) filter (where assumption_id = 'worked_example_ram_gb') as ram_gb,
        max(value) filter (where assumption_id = 'worked_example_only_vcpu_count')
            as only_vcpu_count
    from reference.assumptions
    where scenario_code = 'base'
),

own as (
    select * from audit.own_prices
    where provider_id = 'coreweave'
),

-- What each claim adds up, and how many units of it.
parts as (
    select
        own.*,
        concat('gpu_price_', own.gpu_model_id) as claim_id,
        1 as unit_count
    from own
    where own.component_type = 'gpu'
    union all by name
    select
        own.*,
        concat('unit_price_', replace(own.component_type, '_gb', '')) as claim_id,
        1 as unit_count
    from own
    where own.is_default and own.component_type in ('vcpu', 'ram_gb')
    union all by name
    select
        own.*,
        unnest(['docs_example_v100', 'instance_price_formula']) as claim_id,
        case own.component_type
            when 'gpu' then shapes.gpu_count
            when 'vcpu' then shapes.vcpu_count
            else shapes.ram_gb
        end as unit_count
    from own
    cross join shapes
    where
        own.component_id = 'v100_sxm_16gb'
        or own.is_default and own.component_type in ('vcpu', 'ram_gb')
    union all by name
    select
        own.*,
        'docs_example_cpu_only' as claim_id,
        shapes.only_vcpu_count as unit_count
    from own
    cross join shapes
    where own.component_id = 'cpu_amd_epyc_rome'
),

sums as (
    select
        claims.claim_id,
        sum(parts.unit_count * parts.price_usd_per_unit_hour) as price_usd_per_hour,
        count(distinct parts.component_type) as part_count,
        max(parts.known_date) as known_date,
        max(parts.price_list_id) as price_list_id,
        string_agg(
            concat_ws(
                ' ',
                case when parts.unit_count <> 1 then figure_text(parts.unit_count) || ' x' end,
                parts.sku_name,
                figure_text(parts.price_usd_per_unit_hour)
            ),
            ' + ' order by parts.component_type, parts.component_id
        ) as terms
    from parts
    inner join audit.claims
        on
            parts.claim_id = claims.claim_id
            and parts.known_by_date = claims.known_by_date
            and parts.source_id <> claims.source_id
    group by all
),

-- The price of a vCPU or a GB must be one, whatever GPU stands beside it.
host_prices as (
    select
        known_by_date,
        greatest(
            count(distinct price_usd_per_unit_hour) filter (where component_type = 'vcpu'),
            count(distinct price_usd_per_unit_hour) filter (where component_type = 'ram_gb')
        ) as price_count,
        max(known_date) as known_date,
        max(price_list_id) as price_list_id,
        string_agg(
            concat(sku_name, ' ', figure_text(price_usd_per_unit_hour)),
            ', ' order by sku_name, price_usd_per_unit_hour
        ) as terms
    from own
    where component_type in ('vcpu', 'ram_gb')
    group by all
),

tested as (
    select
        claims.claim_id,
        example.stated_value as claimed_value,
        example.unit_name,
        -- An instance has three parts; without one of them its price is not known.
        case
            when example.claim_id is null or sums.part_count = len(['gpu', 'vcpu', 'ram_gb'])
                then sums.price_usd_per_hour
        end as computed_value,
        sums.known_date,
        sums.price_list_id,
        sums.terms,
        claims.stated_value
    from audit.claims
    left join sums on claims.claim_id = sums.claim_id
    left join audit.claims as example
        on
            claims.claim_id in ('docs_example_v100', 'instance_price_formula')
            and example.claim_id = 'docs_example_v100'
            and claims.known_by_date >= example.known_by_date
    where
        starts_with(claims.claim_id, 'gpu_price_')
        or claims.claim_id in (
            'unit_price_vcpu', 'unit_price_ram',
            'docs_example_v100', 'docs_example_cpu_only', 'instance_price_formula'
        )
    union all by name
    select
        claims.claim_id,
        1 as claimed_value,
        'prices of a vCPU or of a GB' as unit_name,
        host_prices.price_count as computed_value,
        host_prices.known_date,
        host_prices.price_list_id,
        host_prices.terms
    from audit.claims
    left join host_prices on claims.known_by_date = host_prices.known_by_date
    where claims.claim_id = 'only_gpu_price_varies'
)

select
    claim_id,
    cast(claimed_value as double)
        as claimed_value,  -- the claim as a number: its stated value, else 1 for yes
    unit_name,
    cast(computed_value as double)
        as computed_value,  -- the figure as the data have it; of a range, its median or lower end
    'other_document'
        as basis_code,  -- what it rests on: other_document, arithmetic, sample or same_document
    known_date as evidence_known_date,  -- day on which the last row that counts became known
    price_list_id || ': ' || terms as evidence,  -- rows that count and the documents they are from
    case
        when computed_value is null
            then 'no list of CoreWeave''s own in force and known that day has these prices'
        else
            concat(
                'CoreWeave''s own list of the day, ', price_list_id, ', has ',
                figure_text(computed_value),
                case
                    when computed_value <> stated_value
                        then format(', {:+.2f} %', 100 * (computed_value / stated_value - 1))
                    else ''
                end
            )
    end as finding  -- what was found, or which data are missing
from tested
