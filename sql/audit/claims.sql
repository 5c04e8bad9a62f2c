-- One row per claim of a document, with the day by which a fact must be known to test it.
-- grain: claim_id
-- That day is the claim's own known date, or else its document's. Its publisher is whose text the
-- document is: who copied or translated it counts for nothing.
with

numbers as (
    select
        claim_id,
        max(claimed_value) as claimed_value,
        max(unit_name) as unit_name
    from reference.claim_tests
    group by all
)

select
    claims.claim_id,
    claims.statement,
    claims.subject,
    claims.stated_value,
    claims.stated_high_value,
    coalesce(claims.stated_value, numbers.claimed_value)
        as claimed_value,  -- the claim as a number: its stated value, else 1 for yes
    coalesce(claims.unit_name, numbers.unit_name) as unit_name,
    claims.bound_type,
    coalesce(claims.known_date, sources.published_date)
        as known_by_date,  -- day on which the claim became known: what it is tested with was known by then
    original_publisher(sources.publisher_name) as publisher_name,
    claims.source_id
from reference.claims
inner join reference.sources on claims.source_id = sources.source_id
left join numbers on claims.claim_id = numbers.claim_id
