-- New money is equity paid in plus debt committed, and nothing else.
-- broken by: update growth.funding_by_round set new_money_usd = new_money_usd + secondary_usd
select
    company_id,
    round_id,
    equity_usd,
    debt_usd,
    new_money_usd
from growth.funding_by_round
where equity_usd + debt_usd is distinct from new_money_usd
