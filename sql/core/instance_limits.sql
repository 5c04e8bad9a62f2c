-- One row per provider and GPU model: how large an instance may be.
-- grain: provider_id, gpu_model_id
-- One source may state the host's ceilings and another the number of GPUs: each limit is taken
-- from the most trusted source that states it, then the latest known. Limits carry no period:
-- those known are applied to every list of the provider.
-- source_id is the host's source, gpu_count_source_id that of the number of GPUs. A limit that
-- nobody states is null.
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
)

select
    provider_id,
    gpu_model_id,
    arg_min(max_vcpu_count_per_gpu, preference_rank) as max_vcpu_count_per_gpu,
    arg_min(max_ram_gb_per_gpu, preference_rank) as max_ram_gb_per_gpu,
    arg_min(max_gpu_count_per_instance, preference_rank) as max_gpu_count_per_instance,
    arg_min(source_id, preference_rank) filter (
        where coalesce(max_vcpu_count_per_gpu, max_ram_gb_per_gpu) is not null
    ) as source_id,
    arg_min(source_id, preference_rank) filter (
        where max_gpu_count_per_instance is not null
    ) as gpu_count_source_id  -- cited document for the number of GPUs
from ranked
group by all
