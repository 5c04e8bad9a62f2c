-- One row per price list, with the day it became known and how far its source is trusted.
-- grain: price_list_id
-- Every list stands here, none preferred over another. Its end is null while none is known, which
-- never means that it still holds: last_confirmed_date is how far a source vouches for it. A price
-- seen again later, or seen unchanged on an earlier day too, widens the days of its list.
with

seen as (
    select
        price_list_id,
        min(confirmed_date) as first_seen_date,
        max(confirmed_date) as last_seen_date
    from pricing.price_confirmations
    group by all
)

select
    price_lists.price_list_id,
    price_lists.provider_id,
    price_lists.price_basis_code,
    price_lists.effective_from_date,
    price_lists.effective_to_date,
    least(price_lists.effective_from_date, seen.first_seen_date)
        as first_confirmed_date,  -- first day on which a source confirms the price
    greatest(price_lists.last_confirmed_date, seen.last_seen_date) as last_confirmed_date,
    coalesce(price_lists.known_date, sources.published_date) as known_date,
    sources.trust_rank,
    price_lists.source_id
from pricing.price_lists
inner join reference.sources on price_lists.source_id = sources.source_id
left join seen on price_lists.price_list_id = seen.price_list_id
