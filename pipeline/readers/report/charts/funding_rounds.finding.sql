-- One row, in English and in Chinese: how much new money is known, and whether that is all.
with sums as (
    select
        sum(equity_usd) as equity,
        sum(debt_usd) as debt,
        max(known_date) as last_known_date
    from growth.funding_by_round
    where company_id = 'coreweave'
),

hedged as (
    select
        sums.*,
        exists (
            from core.record_gaps as gaps
            where gaps.company_id = 'coreweave' and gaps.instrument_type = 'debt'
        ) as is_debt_floor,
        exists (
            from core.record_gaps as gaps
            where gaps.company_id = 'coreweave' and gaps.instrument_type = 'equity'
        ) as is_equity_floor
    from sums
)

select
    concat(
        'By ', last_known_date, ' CoreWeave had raised ',
        case when is_debt_floor or is_equity_floor then 'at least ' end,
        format('{:,.2f}', (equity + debt) / 1e9), ' billion US dollars of new money: ',
        case when is_debt_floor then 'at least ' end,
        format('{:,.2f}', debt / 1e9), ' billion of committed debt and ',
        case when is_equity_floor then 'at least ' end,
        format('{:,.2f}', equity / 1e9), ' billion of equity',
        case
            when is_debt_floor or is_equity_floor
                then '; money that the record lacks leaves the share of debt unknown.'
            else concat('; ', format('{:.0f}', 100 * debt / (equity + debt)), ' % is debt.')
        end
    ) as en,
    concat(
        '截至 ', last_known_date, '，CoreWeave 已知新增资金',
        case when is_debt_floor or is_equity_floor then '至少' end, ' ',
        format('{:,.1f}', (equity + debt) / 1e8), ' 亿美元：已承诺债务',
        case when is_debt_floor then '至少' end, ' ',
        format('{:,.1f}', debt / 1e8), ' 亿美元，股权',
        case when is_equity_floor then '至少' end, ' ',
        format('{:,.1f}', equity / 1e8), ' 亿美元',
        case
            when is_debt_floor or is_equity_floor then '；记录有缺，债务占比未知。'
            else concat('，债务占 ', format('{:.0f}', 100 * debt / (equity + debt)), ' %。')
        end
    ) as zh,
    [
        case when is_debt_floor then 'at_least' else 'exact' end,
        case when is_equity_floor then 'at_least' else 'exact' end
    ] as bound_types
from hedged
