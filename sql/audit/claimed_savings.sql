-- One row per claim of a lower price and rival offer of its day with the same GPU: the saving.
-- grain: claim_id, rival_provider_id, rival_instance_type_name
-- formula: same_host_usd_per_gpu_hour = (gpus * GPU price + vcpus * vCPU price + ram * RAM price) / gpus
-- formula: saving = 1 - own price / rival price; negative where the rival is cheaper
-- source: definition, as in cost.provider_comparisons
-- Only on-demand offers of lists in force and known on the claim's day, against audit.own_prices of
-- that day. Limits of instance sizes are left aside, unlike there: prices are linear, so two
-- instances cost what one of twice the size would. An offer that two documents or regions state
-- counts once. Whom the test's second figure names, or whose owner, is a large cloud; a claim of large
-- clouds has their offers only.
with

asked as (
    select
        claims.claim_id,
        claims.known_by_date,
        split_part(arg_min(tests.figure_id, tests.figure_order), '/', -1) as own_provider_id,
        arg_max(tests.figure_id, tests.figure_order) as large_clouds,
        bool_or(tests.test_kind = 'large_cloud_saving') as is_of_large_clouds
    from reference.claim_tests as tests
    inner join audit.claims on tests.claim_id = claims.claim_id
    where tests.test_kind in ('saving', 'large_cloud_saving', 'cheaper_offers')
    group by all
),

hosts as (
    select
        known_by_date,
        provider_id,
        max(price_usd_per_unit_hour) filter (where component_type = 'vcpu') as vcpu_price,
        max(price_usd_per_unit_hour) filter (where component_type = 'ram_gb') as ram_price
    from audit.own_prices
    where is_default
    group by all
),

offers as (
    select
        asked.*,
        offers.*
    from asked
    cross join core.instance_prices_known_by(asked.known_by_date) as offers
    inner join reference.sources on offers.source_id = sources.source_id
    where
        offers.provider_id <> asked.own_provider_id
        and offers.commitment_type = 'on_demand'
        and is_in_force(
            asked.known_by_date, offers.effective_from_date, offers.effective_to_date
        )
    qualify
        row_number() over (
            partition by asked.claim_id, offers.provider_id, offers.instance_type_name
            order by
                sources.trust_rank asc,
                offers.effective_from_date desc,
                offers.price_usd_per_hour asc,
                offers.region_name asc,
                offers.source_id asc
        ) = 1
)

select
    offers.claim_id,
    offers.provider_id as rival_provider_id,  -- party that offers the rival instance
    offers.instance_type_name
        as rival_instance_type_name,  -- name of the rival instance type
    own.price_list_id,
    offers.gpu_model_id,
    greatest(offers.known_date, own.known_date) as known_date,
    offers.gpu_count as rival_gpu_count,  -- GPUs of the rival instance
    offers.vcpu_count as rival_vcpu_count,  -- vCPUs of the rival instance
    offers.ram_gb as rival_ram_gb,  -- memory of the rival's host
    offers.price_usd_per_gpu_hour
        as rival_usd_per_gpu_hour,  -- price of the rival instance divided by its GPUs
    own.price_usd_per_unit_hour as gpu_usd_per_gpu_hour,  -- price of the bare GPU component
    cast(
        (
            offers.gpu_count * own.price_usd_per_unit_hour
            + offers.vcpu_count * hosts.vcpu_price
            + offers.ram_gb * hosts.ram_price
        ) / offers.gpu_count
        as decimal(18, 6)
    ) as same_host_usd_per_gpu_hour,  -- what the rival's shape costs at the list, divided by its GPUs
    1 - cast(same_host_usd_per_gpu_hour as double) / cast(rival_usd_per_gpu_hour as double)
        as same_host_saving_fraction,  -- saving on the rival's own shape; negative if dearer
    1 - cast(gpu_usd_per_gpu_hour as double) / cast(rival_usd_per_gpu_hour as double)
        as component_only_saving_fraction,  -- saving if the host were free: not a real offer
    exists(
        select 1 from audit.stated_figures as mentions
        where
            mentions.known_date <= offers.known_by_date
            and mentions.figure_id glob offers.large_clouds
            and starts_with(offers.provider_id, split_part(mentions.figure_id, '/', -1))
    ) as is_large_cloud,  -- whether the rival, or its owner, is named among the large clouds
    own.source_id,
    offers.source_id as rival_source_id  -- cited document of the rival's price
from offers
inner join audit.own_prices as own
    on
        offers.known_by_date = own.known_by_date
        and offers.own_provider_id = own.provider_id
        and offers.gpu_model_id = own.gpu_model_id
        and own.component_type = 'gpu'
inner join hosts
    on own.known_by_date = hosts.known_by_date and own.provider_id = hosts.provider_id
where is_large_cloud or not offers.is_of_large_clouds
