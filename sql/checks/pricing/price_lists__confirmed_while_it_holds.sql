-- A list is confirmed from its first day on, to its last if that is known.
-- broken by: update pricing.price_lists set last_confirmed_date = '2023-06-19' where price_list_id = 'coreweave_note_2023_06_20'
select
    price_list_id,
    effective_from_date,
    effective_to_date,
    last_confirmed_date
from pricing.price_lists
where
    last_confirmed_date < effective_from_date
    or last_confirmed_date <> effective_to_date
