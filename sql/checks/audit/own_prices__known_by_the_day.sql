-- No price counts that became known after the day, or that the claims' own documents state.
select
    own.known_by_date,
    own.component_id,
    own.known_date,
    own.source_id
from audit.own_prices as own
left join audit.claims
    on own.known_by_date = claims.known_by_date and own.source_id = claims.source_id
where own.known_date > own.known_by_date or claims.claim_id is not null
