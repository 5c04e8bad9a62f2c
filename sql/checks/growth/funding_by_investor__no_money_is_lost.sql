-- What all groups of investors brought is what all rounds brought.
-- broken by: delete from growth.funding_by_investor where investor_group = 'not disclosed'
with

groups as (
    select
        company_id,
        sum(amount_usd) as amount_usd
    from growth.funding_by_investor
    group by all
),

rounds as (
    select
        company_id,
        sum(new_money_usd) as new_money_usd
    from growth.funding_by_round
    group by all
)

select
    coalesce(rounds.company_id, groups.company_id) as company_id,
    groups.amount_usd,
    rounds.new_money_usd
from rounds
full join groups on rounds.company_id = groups.company_id
where coalesce(groups.amount_usd, 0) <> coalesce(rounds.new_money_usd, 0)
