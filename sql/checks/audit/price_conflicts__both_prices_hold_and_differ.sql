-- A conflict is two different prices, in two lists that both hold throughout the overlap.
-- broken by: update audit.price_conflicts set overlap_to_date = '2023-07-25'
select
    price_conflicts.component_id,
    price_conflicts.price_list_id,
    price_conflicts.other_price_list_id,
    price_conflicts.overlap_from_date,
    price_conflicts.overlap_to_date,
    price_conflicts.price_usd_per_unit_hour,
    price_conflicts.other_price_usd_per_unit_hour
from audit.price_conflicts
left join core.price_lists as one on price_conflicts.price_list_id = one.price_list_id
left join core.price_lists as other on price_conflicts.other_price_list_id = other.price_list_id
where
    price_conflicts.price_usd_per_unit_hour = price_conflicts.other_price_usd_per_unit_hour
    or price_conflicts.overlap_from_date > price_conflicts.overlap_to_date
    or not coalesce(
        price_conflicts.overlap_from_date >= one.first_confirmed_date
        and price_conflicts.overlap_from_date >= other.first_confirmed_date
        and price_conflicts.overlap_to_date <= one.last_confirmed_date
        and price_conflicts.overlap_to_date <= other.last_confirmed_date,
        false
    )
