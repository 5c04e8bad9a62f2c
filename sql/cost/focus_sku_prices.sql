-- One row per price of a SKU and period in which it held, in the columns of FOCUS SKU Price.
-- grain: ServiceProviderName, SkuPriceId, ContractId, SkuPriceEffectiveStart, PricingCurrency, UnitPriceType
-- formula: one row = listed prices of one SKU that are equal and follow on or overlap, joined
-- formula: SkuPriceEffectiveEnd = day after the last day, or first day of the provider's next list
-- source: FinOps FOCUS specification, draft of the SKU Price dataset, pull request 2424, seen 2026-11
-- columns named by: FinOps FOCUS specification, draft of the SKU Price dataset
-- The first 24 columns are the draft's, in its names and order; those that begin with x_ are ours.
-- The ids are ours too: a component's, or an instance type's; with region and commitment where a
-- price depends on them. Services are named as CoreWeave names its own, GPU Compute and CPU Compute;
-- of rivals no source names any. Where two lists disagree on a SKU
-- while both hold, the one that as-of questions prefer stands here (trust rank, then the list that
-- begins later); the other is left out and stands in audit.price_conflicts. A list without a known
-- end ends where the provider's next list of its kind begins. An empty end means that none is known,
-- which is weaker than the draft's "no upper boundary". Times are midnight UTC of the day that the
-- source gives. Spot prices are Usage, as on-demand prices are. Reserved prices are the Purchase of
-- a commitment: sources state them by the hour, which is read as recurring charges, No Upfront.
-- As the draft asks: nullability, allowed values, one record a key, no overlap, an exclusive end.
-- Left out with the loser of a conflict are also the days after the winner ended, since no change
-- of price is known: there is no bare HGX H100 from 2023-07-25 on. Host sizes and hedges have no
-- column in the draft. For example, the A40 at 1.28 USD from 2021-08-17 to 2026-03-13 is one record
-- from nine lists.
with

kinds as (
    select
        price_list_id,
        min(commitment_type) as offer_kind
    from core.list_prices
    group by all
),

lists as (
    select
        price_lists.price_list_id,
        min(price_lists.effective_from_date) over (
            partition by price_lists.provider_id, kinds.offer_kind
            order by price_lists.effective_from_date
            range between interval 1 day following and unbounded following
        ) as next_list_date
    from core.price_lists
    inner join kinds on price_lists.price_list_id = kinds.price_list_id
),

held as (
    select
        offers.*,
        coalesce(
            cast(offers.effective_to_date + interval 1 day as date),
            least(
                lists.next_list_date,
                min(offers.effective_from_date) over (
                    partition by offers.provider_id, offers.offer_id
                    order by offers.effective_from_date
                    range between interval 1 day following and unbounded following
                )
            )
        ) as ended_date,
        row_number() over (
            partition by offers.provider_id, offers.offer_id
            order by
                offers.trust_rank asc, offers.effective_from_date desc, offers.price_list_id asc
        ) as preference_rank
    from core.list_prices as offers
    inner join lists on offers.price_list_id = lists.price_list_id
),

undisputed as (
    select one.*
    from held as one
    where not exists (
        select 1
        from held as better
        where
            better.provider_id = one.provider_id
            and better.offer_id = one.offer_id
            and better.preference_rank < one.preference_rank
            and better.price_usd_per_unit_hour <> one.price_usd_per_unit_hour
            and better.effective_from_date < coalesce(one.ended_date, date 'infinity')
            and one.effective_from_date < coalesce(better.ended_date, date 'infinity')
    )
),

steps as (
    select
        *,
        coalesce(
            price_usd_per_unit_hour <> lag(price_usd_per_unit_hour) over by_day
            or effective_from_date > max(coalesce(ended_date, date 'infinity')) over so_far,
            true
        ) as is_new
    from undisputed
    window
        by_day as (
            partition by provider_id, offer_id
            order by effective_from_date, preference_rank
        ),
        so_far as (
            partition by provider_id, offer_id
            order by effective_from_date, preference_rank
            rows between unbounded preceding and 1 preceding
        )
),

numbered as (
    select
        *,
        count(*) filter (where is_new) over (
            partition by provider_id, offer_id
            order by effective_from_date, preference_rank
            rows unbounded preceding
        ) as run
    from steps
),

runs as (
    select
        provider_id,
        offer_id,
        run,
        min(effective_from_date) as first_date,
        case when bool_and(ended_date is not null) then max(ended_date) end as last_date,
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
        as SkuPriceEffectiveEnd,  -- first moment at which the price no longer holds, if known
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
