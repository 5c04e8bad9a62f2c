-- One row, in English and in Chinese: how far the dearest GPU moved.
with dearest as (
    select
        replace(models.gpu_model_name, 'NVIDIA ', '') as gpu_name,
        changes.from_date,
        changes.to_date,
        replace(format('{:+.1f}', 100 * changes.naive_change_fraction), '-', '−') as naive,
        replace(format('{:+.1f}', 100 * changes.like_for_like_change_fraction), '-', '−') as fair
    from cost.price_changes as changes
    inner join reference.gpu_models as models on changes.gpu_model_id = models.gpu_model_id
    where
        changes.provider_id = 'coreweave'
        and changes.is_basis_break
        and changes.from_price_list_id = note_price_list_id()
    order by changes.to_usd_per_gpu_hour desc
    limit 1
)

select
    concat(
        'From ', from_date, ' to ', to_date, ' CoreWeave''s listed price of the ', gpu_name,
        ' moved by ', naive, ' %, that of the same shape by ', fair, ' %.'
    ) as en,
    concat(
        from_date, ' 至 ', to_date, '，CoreWeave 的 ', gpu_name, ' 列表价变动 ', naive,
        ' %，同样配置的价格变动 ', fair, ' %。'
    ) as zh,
    ['exact'] as bound_types
from dearest
