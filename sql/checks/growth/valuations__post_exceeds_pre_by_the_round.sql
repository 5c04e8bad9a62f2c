-- Where a valuation is known before and after a round, it differs by the round's new money.
-- broken by: update growth.valuations set implied_round_usd = 111000000
select
    valuations.company_id,
    valuations.valuation_date,
    valuations.implied_round_usd,
    sum(funding_by_round.new_money_usd) as new_money_usd
from growth.valuations
left join growth.funding_by_round
    on
        valuations.company_id = funding_by_round.company_id
        and valuations.valuation_date = funding_by_round.announced_date
where valuations.implied_round_usd is not null and valuations.valuation_type = 'post_money'
group by all
having sum(funding_by_round.new_money_usd) is distinct from valuations.implied_round_usd
