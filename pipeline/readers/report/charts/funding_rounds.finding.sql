-- One row, in English and in Chinese: how much of the new money is debt.
with sums as (
    select
        sum(equity_usd) as equity,
        sum(debt_usd) as debt,
        count(*) as rounds
    from growth.funding_by_round
    where company_id = 'coreweave'
)

select
    concat(
        'Of ', format('{:,.2f}', (equity + debt) / 1e9),
        ' billion US dollars of new money known, ',
        format('{:.0f}', 100 * debt / (equity + debt)), ' % is debt: ',
        format('{:,.2f}', debt / 1e9), ' billion against ', format('{:,.2f}', equity / 1e9),
        ' billion of equity.'
    ) as en,
    concat(
        '已知新增资金 ', format('{:,.1f}', (equity + debt) / 1e8), ' 亿美元，其中债务占 ',
        format('{:.0f}', 100 * debt / (equity + debt)), ' %：债务 ',
        format('{:,.1f}', debt / 1e8), ' 亿美元，股权 ', format('{:,.1f}', equity / 1e8),
        ' 亿美元。'
    ) as zh
from sums
