-- One row, in English and in Chinese: how much more than the bare GPU the dearest costs with a full host.
with dearest as (
    select
        replace(models.gpu_model_name, 'NVIDIA ', '') as gpu_name,
        figure_text(costs.full_host_usd_per_gpu_hour) as full_host,
        figure_text(costs.gpu_usd_per_gpu_hour) as bare,
        figure_text(
            round(100 * (costs.full_host_usd_per_gpu_hour / costs.gpu_usd_per_gpu_hour - 1))
        ) as more,
        lists.effective_from_date as list_date,
        sources.publisher_name
    from cost.gpu_unit_costs as costs
    inner join reference.gpu_models as models on costs.gpu_model_id = models.gpu_model_id
    inner join core.price_lists as lists on costs.price_list_id = lists.price_list_id
    inner join reference.sources as sources on lists.source_id = sources.source_id
    where costs.price_list_id = note_price_list_id()
    order by costs.full_host_usd_per_gpu_hour desc
    limit 1
)

select
    concat(
        'At CoreWeave''s list of ',
        list_date,
        ' as ',
        publisher_name,
        ' prints it, an hour of the ',
        gpu_name, ' with a full host costs ', full_host, ' US dollars, ', more,
        ' % more than the ', bare, ' of the GPU alone.'
    ) as en,
    concat(
        '按 ',
        publisher_name,
        ' 所印 CoreWeave ',
        list_date,
        ' 价目，',
        gpu_name,
        ' 配满主机每小时 ',
        full_host,
        ' 美元，比单独 GPU 的 ',
        bare,
        ' 美元高 ',
        more,
        ' %。'
    ) as zh,
    ['exact'] as bound_types
from dearest
