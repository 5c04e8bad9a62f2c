-- The memory of a GPU is one figure, whether its model or a provider's limits state it.
-- broken by: update pricing.instance_limits set gpu_memory_gb = 480 where gpu_model_id = 'a40'
select
    limits.provider_id,
    limits.gpu_model_id,
    limits.source_id,
    limits.gpu_memory_gb,
    models.memory_gb,
    'correct seeds/reference/gpu_models.csv or seeds/pricing/instance_limits.csv' as remedy
from pricing.instance_limits as limits
inner join reference.gpu_models as models on limits.gpu_model_id = models.gpu_model_id
where limits.gpu_memory_gb <> models.memory_gb
