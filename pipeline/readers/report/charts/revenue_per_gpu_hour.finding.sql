-- One row, in English and in Chinese: the last quarter with its own range, and the first.
with quarters as (
    select
        concat(year(period_end_date), ' Q', quarter(period_end_date)) as quarter_name,
        period_end_date,
        list_from_date,
        format('{:.2f}', revenue_usd_per_gpu_hour) as revenue,
        format('{:.2f}', low_revenue_usd_per_gpu_hour) as low,
        format('{:.2f}', high_revenue_usd_per_gpu_hour) as high,
        format('{:.0f}', 100 * implied_utilization_fraction) as share
    from growth.capital_efficiency
    where company_id = 'coreweave' and revenue_usd_per_gpu_hour is not null
),

ends as (
    select
        arg_min(quarters, period_end_date) as first_one,
        arg_max(quarters, period_end_date) as last_one
    from quarters
)

select
    concat(
        'A GPU-hour of CoreWeave''s fleet earned about ', last_one.revenue, ' US dollars in ',
        last_one.quarter_name, ' (', last_one.low, ' to ', last_one.high,
        ' by the estimates of the fleet), about ', last_one.share,
        ' % of the list price of an H100 with a full host since ', last_one.list_from_date,
        '; about ', first_one.revenue, ' in ', first_one.quarter_name, '.'
    ) as en,
    concat(
        'CoreWeave 机队每 GPU 小时收入：', last_one.quarter_name, ' 约 ', last_one.revenue,
        ' 美元（按机队估计为 ', last_one.low, ' 至 ', last_one.high, '），约为 H100 配满主机 ',
        last_one.list_from_date, ' 起列表价的 ', last_one.share, ' %；', first_one.quarter_name,
        ' 约 ', first_one.revenue, ' 美元。'
    ) as zh,
    ['approximate'] as bound_types
from ends
