-- One row per investor in a tranche that some source names.
-- grain: tranche_id, investor_id
-- Sources add up here: of the Series C one names five, another seven, together eight. Who gave how
-- much no source says: joined to amounts they double, so take growth.funding_by_investor for sums. No
-- row means that nobody is named.
select
    tranche_investors.tranche_id,
    tranche_investors.investor_id,
    coalesce(tranche_investors.known_date, sources.published_date) as known_date,
    tranche_investors.is_lead,
    tranche_investors.source_id
from funding.tranche_investors
inner join reference.sources on tranche_investors.source_id = sources.source_id
qualify
    row_number() over (
        partition by tranche_investors.tranche_id, tranche_investors.investor_id
        order by
            sources.trust_rank asc,
            coalesce(tranche_investors.known_date, sources.published_date) desc,
            tranche_investors.source_id asc
    ) = 1
