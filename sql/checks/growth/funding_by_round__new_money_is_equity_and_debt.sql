-- New money is equity paid in plus debt committed, and nothing else.
select
    company_id,
    round_id,
    equity_usd,
    debt_usd,
    new_money_usd
from growth.funding_by_round
where equity_usd + debt_usd is distinct from new_money_usd
