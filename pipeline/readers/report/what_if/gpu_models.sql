-- One row per GPU that any list prices: its name and its dense 16-bit peak.
select
    models.gpu_model_id,
    models.gpu_model_name as name,
    models.bf16_dense_tflop_per_s as tflop
from reference.gpu_models as models
where models.gpu_model_id in (select costs.gpu_model_id from cost.gpu_unit_costs as costs)
order by models.gpu_model_id
