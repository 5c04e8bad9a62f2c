-- A list is confirmed from its first day on, to its last if that is known.
select
    price_list_id,
    effective_from_date,
    effective_to_date,
    last_confirmed_date
from pricing.price_lists
where
    last_confirmed_date < effective_from_date
    or last_confirmed_date <> effective_to_date
