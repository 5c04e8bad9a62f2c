-- CoreWeave's new money known by the end of May 2023 is the total that the note states.
-- broken by: update growth.funding_by_round set known_date = '2023-05-31' where round_id = 'coreweave_ddtl_1'
select sum(new_money_usd) as new_money_usd
from growth.funding_by_round
where company_id = 'coreweave' and known_date <= date '2023-05-31'
having
    sum(new_money_usd) is distinct from (
        select claims.stated_value from reference.claims
        where claims.claim_id = 'total_funding'
    )
