-- One row, in English and in Chinese: how many prices did not move from one list to the next.
with counted as (
    select
        count(*) as pairs,
        count(*) filter (where naive_change_fraction = 0) as unmoved,
        min(from_date) as first_date,
        max(to_date) as last_date
    from cost.price_changes
    where provider_id = 'coreweave' and not is_basis_break
)

select
    concat(
        'From ', first_date, ' to ', last_date, ' CoreWeave''s lists left ', unmoved, ' of ',
        pairs, ' GPU prices as they were from one list to the next; then the basis changed.'
    ) as en,
    concat(
        first_date, ' 至 ', last_date, '，CoreWeave 相邻价目之间的 ', pairs, ' 个 GPU 价格中有 ', unmoved,
        ' 个未变；此后计价口径改变。'
    ) as zh,
    ['exact'] as bound_types
from counted
