-- CoreWeave's new money known by the end of May 2023 is the total that the note states.
select
    claims.stated_value,
    sum(funding_by_round.new_money_usd) as new_money_usd
from reference.claims
left join growth.funding_by_round
    on
        funding_by_round.company_id = 'coreweave'
        and funding_by_round.known_date <= date '2023-05-31'
where claims.claim_id = 'total_funding'
group by all
having sum(funding_by_round.new_money_usd) is distinct from claims.stated_value
