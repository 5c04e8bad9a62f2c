-- As-of questions take the list from the more trusted source, of equals the one that begins later.
-- broken by: update audit.price_conflicts set preferred_price_list_id = other_price_list_id
select
    price_conflicts.component_id,
    price_conflicts.preferred_price_list_id,
    beaten.price_list_id as beaten_price_list_id,
    preferred.trust_rank,
    beaten.trust_rank as beaten_trust_rank
from audit.price_conflicts
left join core.price_lists as preferred
    on price_conflicts.preferred_price_list_id = preferred.price_list_id
left join core.price_lists as beaten
    on
        price_conflicts.preferred_price_list_id <> beaten.price_list_id
        and beaten.price_list_id in (
            price_conflicts.price_list_id, price_conflicts.other_price_list_id
        )
where
    not coalesce(
        preferred.trust_rank < beaten.trust_rank
        or preferred.trust_rank = beaten.trust_rank
        and preferred.effective_from_date >= beaten.effective_from_date,
        false
    )
