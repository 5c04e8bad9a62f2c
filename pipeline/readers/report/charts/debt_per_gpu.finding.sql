-- One row, in English and in Chinese: the first and the last quarter, each with its own range.
with quarters as (
    select
        concat(year(period_end_date), ' Q', quarter(period_end_date)) as quarter_name,
        period_end_date,
        format('{:,.0f}', debt_usd_per_h100_equivalent) as debt,
        format('{:,.0f}', low_debt_usd_per_h100_equivalent) as low,
        format('{:,.0f}', high_debt_usd_per_h100_equivalent) as high
    from growth.capital_efficiency
    where company_id = 'coreweave' and debt_usd_per_h100_equivalent is not null
),

ends as (
    select
        arg_min(quarters, period_end_date) as first_one,
        arg_max(quarters, period_end_date) as last_one
    from quarters
)

select
    concat(
        'Behind each H100-equivalent of CoreWeave stood about ', last_one.debt,
        ' US dollars of debt in ', last_one.quarter_name, ' (', last_one.low, ' to ', last_one.high,
        ' by the estimates of its fleet), about ', first_one.debt, ' in ', first_one.quarter_name,
        '.'
    ) as en,
    concat(
        'CoreWeave 每 H100 等效背后的债务：', last_one.quarter_name, ' 约 ', last_one.debt,
        ' 美元（按机队估计为 ', last_one.low, ' 至 ', last_one.high, '），', first_one.quarter_name,
        ' 约 ', first_one.debt, ' 美元。'
    ) as zh,
    ['approximate'] as bound_types
from ends
