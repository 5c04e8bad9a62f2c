-- One row per claim of a lower price and rival offer of its day with the same GPU: the saving.
-- grain: claim_id, rival_provider_id, rival_instance_type_name
-- formula: same_host_usd_per_gpu_hour = (gpus * GPU price + vcpus * vCPU price + ram * RAM price) / gpus
-- formula: saving = 1 - own price / rival price; negative where the rival is cheaper
-- source: definition, by same_host_price, as in cost.provider_comparisons
-- Only on-demand offers of lists in force and known on the claim's day, against audit.own_prices of
-- that day, in however many instances: null where the rival's host is not stated, or gives a GPU more
-- than the provider's ceilings allow. An offer that two documents or regions state
-- counts once. Whom the test's second figure names, or whose owner, is a large cloud; a claim of large
-- clouds has their offers only. Sizes of one family at one price are one offer: of as many vCPUs and
-- GB for each GPU, at prices that claim_rounding_tolerance makes equal, since lists print whole cents
-- of the whole instance. The smallest stands for them; the rows of the others are other sizes.
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

limits as (
    select
        days.known_by_date,
        limits.*
    from (select distinct known_by_date from asked) as days
    cross join core.instance_limits_known_by(days.known_by_date) as limits
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
),

savings as (
    select
        offers.claim_id,
        offers.provider_id as rival_provider_id,
        offers.instance_type_name as rival_instance_type_name,
        own.price_list_id,
        offers.gpu_model_id,
        greatest(offers.known_date, own.known_date) as known_date,
        offers.gpu_count as rival_gpu_count,
        offers.vcpu_count as rival_vcpu_count,
        offers.ram_gb as rival_ram_gb,
        offers.price_usd_per_gpu_hour as rival_usd_per_gpu_hour,
        own.price_usd_per_unit_hour as gpu_usd_per_gpu_hour,
        same_host_price(
            offers.gpu_count,
            offers.vcpu_count,
            offers.ram_gb,
            own.price_usd_per_unit_hour,
            hosts.vcpu_price,
            hosts.ram_price,
            limits.max_vcpu_count_per_gpu,
            limits.max_ram_gb_per_gpu
        ) as same_host_usd_per_gpu_hour,
        1 - cast(same_host_usd_per_gpu_hour as double) / cast(rival_usd_per_gpu_hour as double)
            as same_host_saving_fraction,
        1 - cast(gpu_usd_per_gpu_hour as double) / cast(rival_usd_per_gpu_hour as double)
            as component_only_saving_fraction,
        exists(
            select 1 from audit.stated_figures as mentions
            where
                mentions.known_date <= offers.known_by_date
                and mentions.figure_id glob offers.large_clouds
                and starts_with(offers.provider_id, split_part(mentions.figure_id, '/', -1))
        ) as is_large_cloud,
        own.source_id,
        offers.source_id as rival_source_id
    from offers
    inner join audit.own_prices as own
        on
            offers.known_by_date = own.known_by_date
            and offers.own_provider_id = own.provider_id
            and offers.gpu_model_id = own.gpu_model_id
            and own.component_type = 'gpu'
    inner join hosts
        on own.known_by_date = hosts.known_by_date and own.provider_id = hosts.provider_id
    left join limits
        on
            own.known_by_date = limits.known_by_date
            and own.provider_id = limits.provider_id
            and own.gpu_model_id = limits.gpu_model_id
    where is_large_cloud or not offers.is_of_large_clouds
)

select
    savings.claim_id,
    savings.rival_provider_id,  -- party that offers the rival instance
    savings.rival_instance_type_name,  -- name of the rival instance type
    savings.price_list_id,
    savings.gpu_model_id,
    savings.known_date,
    savings.rival_gpu_count,  -- GPUs of the rival instance
    savings.rival_vcpu_count,  -- vCPUs of the rival instance
    savings.rival_ram_gb,  -- memory of the rival's host
    savings.rival_usd_per_gpu_hour,  -- price of the rival instance divided by its GPUs
    savings.gpu_usd_per_gpu_hour,  -- price of the bare GPU component
    savings.same_host_usd_per_gpu_hour,  -- what the rival's shape costs at the list, divided by its GPUs
    savings.same_host_saving_fraction,  -- saving on the rival's own shape; negative if dearer
    savings.component_only_saving_fraction,  -- saving if the host were free: not a real offer
    savings.is_large_cloud,  -- whether the rival, or its owner, is named among the large clouds
    exists(
        select 1 from savings as smaller
        where
            smaller.claim_id = savings.claim_id
            and smaller.rival_provider_id = savings.rival_provider_id
            and smaller.gpu_model_id = savings.gpu_model_id
            and smaller.rival_vcpu_count * savings.rival_gpu_count
            = savings.rival_vcpu_count * smaller.rival_gpu_count
            and smaller.rival_ram_gb * savings.rival_gpu_count
            = savings.rival_ram_gb * smaller.rival_gpu_count
            and abs(smaller.rival_usd_per_gpu_hour - savings.rival_usd_per_gpu_hour)
            <= assumed.value * savings.rival_usd_per_gpu_hour
            and row(smaller.rival_gpu_count, smaller.rival_instance_type_name)
            < row(savings.rival_gpu_count, savings.rival_instance_type_name)
    ) as is_other_size,  -- whether a smaller size at the same price stands for it
    savings.source_id,
    savings.rival_source_id  -- cited document of the rival's price
from savings
inner join reference.assumptions as assumed
    on
        assumed.assumption_id = 'claim_rounding_tolerance'
        and assumed.scenario_code = 'base'
