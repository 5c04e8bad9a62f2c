-- One row per contract to buy compute, as its preferred source states it: amounts may be added up.
-- grain: commitment_id
-- A contract that two sources report stands once, and a statement that its own document contradicts
-- not at all. known_date is the day of the first report that states an amount, as the row does.
-- Sums are no firmer than bound_type says (many are "up to"), leave out contracts whose
-- amount no source states, and are never funding of the supplier.
select
    purchase_commitments.commitment_id,
    purchase_commitments.customer_id,
    purchase_commitments.supplier_id,
    purchase_commitments.announced_date,
    purchase_commitments.date_precision_code,
    min(coalesce(purchase_commitments.known_date, sources.published_date)) over (
        partition by
            purchase_commitments.commitment_id,
            purchase_commitments.amount_usd is null
    ) as known_date,
    purchase_commitments.amount_usd,
    purchase_commitments.amount_as_stated,
    purchase_commitments.bound_type,
    purchase_commitments.source_id
from funding.purchase_commitments
inner join reference.sources on purchase_commitments.source_id = sources.source_id
where purchase_commitments.contradicted_by_id is null
qualify
    row_number() over (
        partition by purchase_commitments.commitment_id
        order by
            sources.trust_rank asc,
            coalesce(purchase_commitments.known_date, sources.published_date) desc,
            purchase_commitments.source_id asc
    ) = 1
