-- One row per claim of a lower price and rival offer of its day with the same GPU: the saving.
-- grain: claim_id, rival_provider_id, rival_instance_type_name
-- formula: same_host_usd_per_gpu_hour = (gpus * GPU price + vcpus * vCPU price + ram * RAM price) / gpus
-- formula: saving = 1 - own price / rival price; negative where the rival is cheaper
-- source: definition, as in cost.provider_comparisons
-- Only on-demand offers of lists in force and known on the claim's day, against audit.own_prices of
-- that day. Limits of instance sizes became known later and are left aside: prices are linear, so
-- two instances cost what one of twice the size would. An offer that two documents or regions state
-- counts once. A large cloud is one that the note itself names in the cloud market.
with

own as (
    select
        gpus.known_by_date,
        gpus.gpu_model_id,
        gpus.price_list_id,
        gpus.known_date,
        gpus.price_usd_per_unit_hour as gpu_price,
        vcpus.price_usd_per_unit_hour as vcpu_price,
        memory.price_usd_per_unit_hour as ram_price,
        gpus.source_id
    from audit.own_prices as gpus
    inner join audit.own_prices as vcpus
        on
            gpus.known_by_date = vcpus.known_by_date
            and gpus.provider_id = vcpus.provider_id
            and vcpus.component_type = 'vcpu'
            and vcpus.is_default
    inner join audit.own_prices as memory
        on
            gpus.known_by_date = memory.known_by_date
            and gpus.provider_id = memory.provider_id
            and memory.component_type = 'ram_gb'
            and memory.is_default
    where gpus.component_type = 'gpu' and gpus.provider_id = 'coreweave'
),

offers as (
    select
        claims.claim_id,
        claims.known_by_date,
        lists.provider_id,
        offers.*,
        coalesce(offers.known_date, sources.published_date) as offer_known_date
    from audit.claims
    inner join pricing.price_lists as lists
        on
            lists.provider_id <> 'coreweave'
            and claims.known_by_date >= lists.effective_from_date
            and claims.known_by_date <= coalesce(lists.effective_to_date, claims.known_by_date)
    inner join pricing.instance_prices as offers
        on lists.price_list_id = offers.price_list_id and offers.commitment_type = 'on_demand'
    inner join reference.sources on offers.source_id = sources.source_id
    inner join reference.sources as list_sources on lists.source_id = list_sources.source_id
    where
        claims.claim_id in (
            'saving_80_percent', 'saving_80_percent_over_competitors', 'docs_saving_80_percent',
            'lowest_on_demand_price'
        )
        and coalesce(offers.known_date, sources.published_date) <= claims.known_by_date
        and coalesce(lists.known_date, list_sources.published_date) <= claims.known_by_date
    qualify
        row_number() over (
            partition by claims.claim_id, lists.provider_id, offers.instance_type_name
            order by
                sources.trust_rank asc,
                lists.effective_from_date desc,
                offers.price_usd_per_hour asc,
                offers.region_name asc,
                offers.source_id asc
        ) = 1
),

large_clouds as (
    select
        claims.claim_id,
        mentions.company_id
    from audit.claims
    inner join market.market_share_mentions as mentions
        on mentions.market_name = 'cloud services'
    inner join reference.sources
        on
            mentions.source_id = sources.source_id
            and coalesce(mentions.known_date, sources.published_date) <= claims.known_by_date
    group by all
),

compared as (
    select
        offers.claim_id,
        offers.provider_id as rival_provider_id,
        offers.instance_type_name as rival_instance_type_name,
        offers.gpu_model_id,
        greatest(offers.offer_known_date, own.known_date) as known_date,
        offers.gpu_count as rival_gpu_count,
        offers.vcpu_count as rival_vcpu_count,
        offers.ram_gb as rival_ram_gb,
        cast(offers.price_usd_per_hour / offers.gpu_count as decimal(18, 6))
            as rival_usd_per_gpu_hour,
        own.gpu_price as gpu_usd_per_gpu_hour,
        cast(
            (
                offers.gpu_count * own.gpu_price
                + offers.vcpu_count * own.vcpu_price
                + offers.ram_gb * own.ram_price
            ) / offers.gpu_count
            as decimal(18, 6)
        ) as same_host_usd_per_gpu_hour,
        exists(
            select 1 from large_clouds
            where
                large_clouds.claim_id = offers.claim_id
                and starts_with(offers.provider_id, large_clouds.company_id)
        ) as is_large_cloud,
        own.price_list_id,
        own.source_id,
        offers.source_id as rival_source_id
    from offers
    inner join own
        on
            offers.known_by_date = own.known_by_date
            and offers.gpu_model_id = own.gpu_model_id
)

select
    claim_id,
    rival_provider_id,  -- party that offers the rival instance
    rival_instance_type_name,  -- name of the rival instance type
    price_list_id,
    gpu_model_id,
    known_date,
    rival_gpu_count,  -- GPUs of the rival instance
    rival_vcpu_count,  -- vCPUs of the rival instance
    rival_ram_gb,  -- memory of the rival's host
    rival_usd_per_gpu_hour,  -- price of the rival instance divided by its GPUs
    gpu_usd_per_gpu_hour,  -- price of the bare GPU component
    same_host_usd_per_gpu_hour,  -- what the rival's shape costs at the list, divided by its GPUs
    1 - cast(same_host_usd_per_gpu_hour as double) / cast(rival_usd_per_gpu_hour as double)
        as same_host_saving_fraction,  -- saving on the rival's own shape; negative if dearer
    1 - cast(gpu_usd_per_gpu_hour as double) / cast(rival_usd_per_gpu_hour as double)
        as component_only_saving_fraction,  -- saving if the host were free: not a real offer
    is_large_cloud,  -- whether the note names the rival, or its owner, in the cloud market
    source_id,
    rival_source_id  -- cited document of the rival's price
from compared
