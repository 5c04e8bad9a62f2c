-- One row per component price list and rival instance with the same GPU: who is cheaper.
-- grain: price_list_id, rival_provider_id, rival_instance_type_name, rival_commitment_type, rival_observed_date
-- formula: same_host_usd_per_gpu_hour = (gpus * GPU price + vcpus * vCPU price + ram * RAM price) / gpus
-- formula: saving = 1 - own price / rival price; negative where the rival is cheaper
-- source: definition, by same_host_price; the rival's own GPUs, vCPUs and memory are priced at the list
-- Lists are compared while both are known to hold. The component-only saving sets a bare GPU
-- against a whole host and flatters the list; the same-host saving is the fair one. It asks what the
-- same GPUs and host cost, in however many instances: null where the rival's host is not stated or
-- gives a GPU more than the provider's ceilings allow, as in audit.claimed_savings. Where one instance
-- could not hold the rival's, is_same_host_orderable is false: 16 GPUs are two of eight. Of several
-- regions the cheapest stands for the rival.
-- Network, storage, availability and quality of service are left out. Spot and reserved prices are
-- compared with the list's on-demand price: filter on rival_commitment_type. Mind open ends:
-- a list whose end is not known is compared with lists of later days; days_unconfirmed says how far
-- the two lie apart, the vCPUs and memory included where they are priced; 0 where all are confirmed on
-- one day.
with

gpus as (
    select
        component_prices.*,
        price_lists.effective_from_date as listed_from_date
    from core.component_prices
    inner join core.price_lists on component_prices.price_list_id = price_lists.price_list_id
    where component_prices.component_type = 'gpu'
),

rivals as (
    select * from core.instance_prices
    qualify
        row_number() over (
            partition by price_list_id, instance_type_name, commitment_type
            order by price_usd_per_hour, region_name
        ) = 1
),

pairs as (
    select
        gpus.price_list_id,
        rivals.provider_id as rival_provider_id,
        rivals.instance_type_name as rival_instance_type_name,
        rivals.commitment_type as rival_commitment_type,
        rivals.effective_from_date as rival_observed_date,
        gpus.provider_id,
        gpus.gpu_model_id,
        rivals.gpu_count as rival_gpu_count,
        rivals.vcpu_count as rival_vcpu_count,
        rivals.ram_gb as rival_ram_gb,
        rivals.price_usd_per_gpu_hour as rival_usd_per_gpu_hour,
        gpus.price_usd_per_unit_hour as gpu_usd_per_gpu_hour,
        greatest(gpus.known_date, rivals.known_date) as known_date,
        case
            when rivals.vcpu_count is not null and rivals.ram_gb is not null
                then
                    coalesce(
                        rivals.gpu_count <= limits.max_gpu_count_per_instance,
                        nullif(rivals.gpu_count = 1, false)
                    )
                    and coalesce(
                        rivals.vcpu_count <= rivals.gpu_count * limits.max_vcpu_count_per_gpu,
                        nullif(rivals.gpu_count = 1, false)
                    )
                    and coalesce(
                        rivals.ram_gb <= rivals.gpu_count * limits.max_ram_gb_per_gpu,
                        nullif(rivals.gpu_count = 1, false)
                    )
        end as is_same_host_orderable,
        greatest(
            0,
            date_diff('day', gpus.last_confirmed_date, rivals.first_confirmed_date),
            date_diff('day', rivals.last_confirmed_date, gpus.first_confirmed_date)
        ) as gpu_days_unconfirmed,
        greatest(
            date_diff('day', hosts.last_confirmed_date, rivals.first_confirmed_date),
            date_diff('day', rivals.last_confirmed_date, hosts.first_confirmed_date)
        ) as host_days_unconfirmed,
        same_host_price(
            rivals.gpu_count,
            rivals.vcpu_count,
            rivals.ram_gb,
            gpus.price_usd_per_unit_hour,
            hosts.vcpu_price_usd_per_unit_hour,
            hosts.ram_gb_price_usd_per_unit_hour,
            limits.max_vcpu_count_per_gpu,
            limits.max_ram_gb_per_gpu
        ) as same_host_usd_per_gpu_hour,
        gpus.source_id,
        rivals.source_id as rival_source_id
    from gpus
    inner join rivals
        on
            gpus.gpu_model_id = rivals.gpu_model_id
            and gpus.provider_id <> rivals.provider_id
            and gpus.listed_from_date <= coalesce(rivals.effective_to_date, gpus.listed_from_date)
            and rivals.effective_from_date
            <= coalesce(gpus.effective_to_date, rivals.effective_from_date)
    left join core.host_prices as hosts on gpus.price_list_id = hosts.price_list_id
    left join core.instance_limits as limits
        on gpus.provider_id = limits.provider_id and gpus.gpu_model_id = limits.gpu_model_id
),

priced as (
    select
        *,
        greatest(
            gpu_days_unconfirmed,
            case when same_host_usd_per_gpu_hour is not null then host_days_unconfirmed end
        ) as days_unconfirmed
    from pairs
)

select
    price_list_id,
    rival_provider_id,  -- party that offers the rival instance
    rival_instance_type_name,  -- name of the rival instance type
    rival_commitment_type,  -- what the rival's customer commits to
    rival_observed_date,  -- first day on which the rival's price is known to hold
    provider_id,
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
    days_unconfirmed,  -- days between the prices compared on which no source confirms one of them
    is_same_host_orderable,  -- whether the list's provider sells the rival's shape as one instance
    source_id,
    rival_source_id  -- cited document of the rival's price
from priced
