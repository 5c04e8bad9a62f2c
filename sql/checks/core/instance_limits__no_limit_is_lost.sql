-- Every limit that a source states is here.
-- broken by: update core.instance_limits set max_ram_gb_per_gpu = null where gpu_model_id = 'h100_sxm'
select
    stated.provider_id,
    stated.gpu_model_id,
    count(stated.max_vcpu_count_per_gpu) as stated_vcpu_limit_count,
    count(stated.max_ram_gb_per_gpu) as stated_ram_limit_count,
    count(stated.max_gpu_count_per_instance) as stated_gpu_limit_count
from pricing.instance_limits as stated
left join core.instance_limits as preferred
    on
        stated.provider_id = preferred.provider_id
        and stated.gpu_model_id = preferred.gpu_model_id
group by all
having
    stated_vcpu_limit_count > 0 and max(preferred.max_vcpu_count_per_gpu) is null
    or stated_ram_limit_count > 0 and max(preferred.max_ram_gb_per_gpu) is null
    or stated_gpu_limit_count > 0 and max(preferred.max_gpu_count_per_instance) is null
