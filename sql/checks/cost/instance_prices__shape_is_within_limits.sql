-- No instance is priced that is larger than its provider sells.
-- broken by: update cost.instance_prices set gpu_count = 8 where gpu_model_id = 'rtx_a4000'
select
    instance_prices.price_list_id,
    instance_prices.gpu_model_id,
    instance_prices.recipe_id,
    instance_prices.gpu_count,
    instance_prices.vcpu_count,
    instance_prices.ram_gb
from cost.instance_prices
inner join core.instance_limits as limits
    on
        instance_prices.provider_id = limits.provider_id
        and instance_prices.gpu_model_id = limits.gpu_model_id
where
    instance_prices.gpu_count > limits.max_gpu_count_per_instance
    or instance_prices.vcpu_count > instance_prices.gpu_count * limits.max_vcpu_count_per_gpu
    or instance_prices.ram_gb > instance_prices.gpu_count * limits.max_ram_gb_per_gpu
