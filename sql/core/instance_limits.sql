-- One row per provider and GPU model: how large an instance may be.
-- grain: provider_id, gpu_model_id
-- One source may state the host's ceilings and another the number of GPUs: each limit is taken
-- from the most trusted source that states it, then the latest known. Limits carry no period:
-- those known are applied to every list of the provider.
with

ranked as (
    select
        instance_limits.*,
        row_number() over (
            order by
                sources.trust_rank asc,
                coalesce(instance_limits.known_date, sources.published_date) desc,
                instance_limits.source_id asc
        ) as preference_rank
    from pricing.instance_limits
    inner join reference.sources on instance_limits.source_id = sources.source_id
),

hosts as (
    select * from ranked
    where max_vcpu_count_per_gpu is not null and max_ram_gb_per_gpu is not null
    qualify
        row_number() over (partition by provider_id, gpu_model_id order by preference_rank) = 1
),

gpu_counts as (
    select * from ranked
    where max_gpu_count_per_instance is not null
    qualify
        row_number() over (partition by provider_id, gpu_model_id order by preference_rank) = 1
)

select
    coalesce(hosts.provider_id, gpu_counts.provider_id) as provider_id,
    coalesce(hosts.gpu_model_id, gpu_counts.gpu_model_id) as gpu_model_id,
    hosts.max_vcpu_count_per_gpu,
    hosts.max_ram_gb_per_gpu,
    gpu_counts.max_gpu_count_per_instance,
    hosts.source_id,
    gpu_counts.source_id as gpu_count_source_id  -- cited document for the number of GPUs
from hosts
full join gpu_counts
    on hosts.provider_id = gpu_counts.provider_id and hosts.gpu_model_id = gpu_counts.gpu_model_id
