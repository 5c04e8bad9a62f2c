-- One row per price of a SKU and period in which it held, in the columns of FOCUS SKU Price.
-- grain: ServiceProviderName, SkuPriceId, ContractId, SkuPriceEffectiveStart, PricingCurrency, UnitPriceType
-- formula: one row = listed prices of one SKU that are equal and follow on or overlap, joined
-- formula: SkuPriceEffectiveEnd = day after the last day on which a source confirms the price
-- source: FinOps FOCUS specification, draft of the SKU Price dataset, pull request 2424, seen 2026-11
-- columns named by: FinOps FOCUS specification, draft of the SKU Price dataset
-- The first 24 columns are the draft's, in its names and order; those that begin with x_ are ours.
-- The ids are ours too: a component's, or an instance type's; with region and commitment where a
-- price depends on them. Services are named as CoreWeave names its own, GPU Compute and CPU Compute;
-- of rivals no source names any. Where two lists disagree on a SKU, the one that as-of questions
-- prefer (trust rank, then the list that begins later) stands here for the days on which both are
-- confirmed, the other for its own days before and after; audit.price_conflicts has both. A price
-- holds from the first to the last day on which sources confirm it, no longer: what nobody confirmed
-- has no row. Times are midnight UTC of the day that the
-- source gives. Spot prices are Usage, as on-demand prices are. Reserved prices are the Purchase of
-- a commitment: sources state them by the hour, which is read as recurring charges, No Upfront.
-- As the draft asks: nullability, allowed values, one record a key, no overlap, an exclusive end.
-- Host sizes and hedges have no column in the draft. For example, the bare HGX H100 is 4.78 USD
-- until 2023-07-24, as CoreWeave's documents say, and 4.76 until 2024-12-06, as its page does.
with

held as (
    select
        *,
        cast(last_confirmed_date + interval 1 day as date) as ended_date,
        row_number() over (
            partition by provider_id, offer_id
            order by trust_rank asc, effective_from_date desc, price_list_id asc
        ) as preference_rank
    from core.list_prices
),

turns as (
    select
        provider_id,
        offer_id,
        first_confirmed_date as turn_date
    from held
    union
    select
        provider_id,
        offer_id,
        ended_date as turn_date
    from held
),

spans as (
    select
        *,
        lead(turn_date) over (
            partition by provider_id, offer_id
            order by turn_date
        ) as next_turn_date
    from turns
),

preferred as (
    select
        held.*,
        spans.turn_date,
        spans.next_turn_date
    from spans
    inner join held
        on
            spans.provider_id = held.provider_id
            and spans.offer_id = held.offer_id
            and spans.turn_date >= held.first_confirmed_date
            and spans.turn_date < held.ended_date
    qualify
        row_number() over (
            partition by spans.provider_id, spans.offer_id, spans.turn_date
            order by held.preference_rank
        ) = 1
),

steps as (
    select
        *,
        coalesce(
            price_usd_per_unit_hour <> lag(price_usd_per_unit_hour) over by_day
            or turn_date > lag(next_turn_date) over by_day,
            true
        ) as is_new
    from preferred
    window
        by_day as (
            partition by provider_id, offer_id
            order by turn_date
        )
),

numbered as (
    select
        *,
        count(*) filter (where is_new) over (
            partition by provider_id, offer_id
            order by turn_date
            rows unbounded preceding
        ) as run
    from steps
),

runs as (
    select
        provider_id,
        offer_id,
        run,
        min(turn_date) as first_date,
        max(next_turn_date) as last_date,
        min(known_date) as first_known_date,
        max(known_date) as last_known_date,
        min(preference_rank) as preference_rank
    from numbered
    group by all
),

described as (
    select
        offers.*,
        runs.first_date,
        runs.last_date,
        runs.first_known_date,
        runs.last_known_date,
        parties.party_name,
        offers.commitment_type like 'reserved%' as is_reserved,
        concat_ws('/', offers.offer_name, offers.offer_region_name, 'on_demand') as covered_id,
        coalesce(offers.component_type, 'instance') as good,
        coalesce(models.gpu_model_name, '') as gpu_model_name
    from runs
    inner join held as offers
        on
            runs.provider_id = offers.provider_id
            and runs.offer_id = offers.offer_id
            and runs.preference_rank = offers.preference_rank
    inner join reference.parties on runs.provider_id = parties.party_id
    left join reference.gpu_models as models on offers.gpu_model_id = models.gpu_model_id
)

-- noqa: disable=capitalisation.identifiers
select
    case when is_reserved then 'Purchase' else 'Usage' end
        as ChargeCategory,  -- Usage, or Purchase of a commitment
    case
        when is_reserved
            then
                cast(
                    json_object(
                        'InclusionOperator', 'Or',
                        'Inclusions', [json_object(
                            'Dimension', 'SkuPriceId',
                            'Operator', 'In',
                            'Values', [covered_id],
                            'Coverage', json_object('UnitPrice', price_usd_per_unit_hour)
                        )]
                    ) as varchar
                )
    end as CommitmentApplicability,  -- the usage that the commitment covers, in JSON; else null
    case when is_reserved then 'Usage' end
        as CommitmentDiscountCategory,  -- Usage: hours are committed, not money; else null
    cast(null as varchar) as ContractId,  -- null: a public list price, of no contract
    'USD' as PricingCurrency,  -- currency of the price, ISO 4217
    'Payable' as PricingCurrencyCategory,  -- Payable: money, not credits of the provider
    offer_region_name as PricingRegionId,  -- region as printed; null where none is stated
    case when good = 'cpu_core_with_ram' then 'CPU Compute' else 'GPU Compute' end
        as PricingServiceName,  -- GPU Compute or CPU Compute, for all providers
    case good
        when 'gpu' then 'GPU-Hours'
        when 'vcpu' then 'VCPU-Hours'
        when 'ram_gb' then 'GB-Hours'
        when 'cpu_core_with_ram' then 'Core-Hours'
        else 'Hours'
    end as PricingUnit,  -- what one unit is; an instance is billed by plain Hours
    case commitment_type
        when 'reserved_1y' then '1 Year'
        when 'reserved_3y' then '3 Years'
    end as PurchaseDurationType,  -- term of the commitment; else null
    case when is_reserved then 'No Upfront' end
        as PurchasePaymentModel,  -- how the commitment is paid, as an hourly price reads; else null
    cast(null as decimal(18, 6)) as QuantityTierMaximum,  -- null: one price for any quantity
    cast(0 as decimal(18, 6)) as QuantityTierMinimum,  -- 0: one price for any quantity
    party_name as ServiceProviderName,  -- party that offers the compute, by name
    case when good = 'instance' then offer_name else offer_id end
        as SkuId,  -- component, or instance type
    cast(first_known_date as timestamp) as SkuPriceCreated,  -- when the price became known
    case good
        when 'gpu' then concat(offer_name, ': one ', gpu_model_name, ', its host billed apart')
        when 'vcpu' then concat(offer_name, ': one vCPU of a host')
        when 'ram_gb' then concat(offer_name, ': one GB of host memory')
        when 'cpu_core_with_ram' then concat(offer_name, ': one CPU core with its memory')
        when 'instance'
            then
                concat(
                    offer_name,
                    ': instance with ',
                    gpu_count,
                    ' x ',
                    gpu_model_name,
                    ', ',
                    replace(commitment_type, '_', ' ')
                )
        else offer_name
    end as SkuPriceDescription,  -- what the price buys
    cast(last_date as timestamp)
        as SkuPriceEffectiveEnd,  -- first moment at which no source confirms the price any more
    cast(first_date as timestamp)
        as SkuPriceEffectiveStart,  -- first moment at which the price is known to hold
    '{"IsGlobalScope": true}' as SkuPriceEligibility,  -- who gets the price, in JSON: anyone
    offer_id as SkuPriceId,  -- the SKU, with region and commitment where its price depends on them
    cast(greatest(last_known_date, last_date) as timestamp)
        as SkuPriceLastUpdated,  -- when the price was last confirmed, or its end came
    cast(price_usd_per_unit_hour as decimal(18, 6)) as UnitPrice,  -- price of one unit
    'List' as UnitPriceType,  -- List: a price for everyone
    commitment_type as x_CommitmentType,  -- what the customer commits to
    gpu_count as x_GpuCount,  -- GPUs that come with one unit
    gpu_model_id as x_GpuModelId,  -- GPU that comes with it, as in reference.gpu_models
    price_list_id as x_PriceListId,  -- preferred of the lists that state the price
    source_id as x_SourceId  -- cited document of the preferred list
from described
