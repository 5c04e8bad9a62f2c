-- No company owes more than its known rounds had committed by then, unless the record says it lacks debt.
-- broken by: delete from core.record_gaps; update growth.funding_by_round set debt_usd = 0 where round_id = 'coreweave_ddtl_2'
with

balances as (
    select * from core.company_financials
    where financial_metric_type = 'total_debt_principal'
)

select
    balances.company_id,
    balances.period_end_date,
    balances.amount_usd as outstanding_usd,
    coalesce(sum(rounds.debt_usd), 0) as committed_usd
from balances
left join growth.funding_by_round as rounds
    on
        balances.company_id = rounds.company_id
        and balances.period_end_date >= coalesce(rounds.announced_date, balances.period_end_date)
where
    not exists (
        from core.record_gaps as gaps
        where
            gaps.company_id = balances.company_id
            and gaps.instrument_type = 'debt'
            and gaps.missing_from_date <= balances.period_end_date
    )
group by balances.company_id, balances.period_end_date, balances.amount_usd
having balances.amount_usd > coalesce(sum(rounds.debt_usd), 0)
