-- One row per claim of a document, with the day by which a fact must be known to test it.
-- grain: claim_id
select
    claims.claim_id,
    claims.statement,
    claims.subject,
    claims.stated_value,
    claims.stated_high_value,
    claims.unit_name,
    claims.bound_type,
    coalesce(claims.known_date, sources.published_date)
        as known_by_date,  -- day on which the claim became known: what it is tested with was known by then
    claims.source_id
from reference.claims
inner join reference.sources on claims.source_id = sources.source_id
