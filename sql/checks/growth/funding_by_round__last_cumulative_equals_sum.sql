-- What a company's last round brings the running totals to is the sum of its rounds.
-- broken by: update growth.funding_by_round set cumulative_debt_usd = cumulative_debt_usd + 1
select
    company_id,
    max(cumulative_equity_usd) as last_equity_usd,
    sum(equity_usd) as equity_usd,
    max(cumulative_debt_usd) as last_debt_usd,
    sum(debt_usd) as debt_usd,
    max(cumulative_new_money_usd) as last_new_money_usd,
    sum(new_money_usd) as new_money_usd
from growth.funding_by_round
group by company_id
having
    last_equity_usd <> sum(equity_usd)
    or last_debt_usd <> sum(debt_usd)
    or last_new_money_usd <> sum(new_money_usd)
