-- One row per price list, with the day it became known and how far its source is trusted.
-- grain: price_list_id
-- Every list stands here, none preferred over another. Its end is null while none is known.
select
    price_lists.price_list_id,
    price_lists.provider_id,
    price_lists.price_basis_code,
    price_lists.effective_from_date,
    price_lists.effective_to_date,
    coalesce(price_lists.known_date, sources.published_date) as known_date,
    sources.trust_rank,
    price_lists.source_id
from pricing.price_lists
inner join reference.sources on price_lists.source_id = sources.source_id
