-- One row, in English and in Chinese: the lowest and the highest bound over all quarters.
with ends as (
    select
        format('{:.2f}', min(low_revenue_usd_per_gpu_hour)) as low,
        format('{:.2f}', max(high_revenue_usd_per_gpu_hour)) as high,
        format('{:.0f}', 100 * min(low_implied_utilization_fraction)) as low_share,
        format('{:.0f}', 100 * max(high_implied_utilization_fraction)) as high_share
    from growth.capital_efficiency
    where company_id = 'coreweave'
)

select
    concat(
        'A GPU-hour of the fleet earned between ', low, ' and ', high, ' US dollars, ', low_share,
        ' to ', high_share, ' % of the list price of an H100 with a full host.'
    ) as en,
    concat(
        '每 GPU 小时收入在 ', low, ' 至 ', high, ' 美元之间，相当于 H100 配满主机列表价的 ',
        low_share, ' 至 ', high_share, ' %。'
    ) as zh
from ends
