-- The id of the price list that a typed name stands for, or a stop that names the nearest.
-- source: resolved_name, with its rule of what fits
-- 'coreweave note' gives coreweave_note_2023_06_20.
create or replace macro resolved_price_list(typed) as (resolved_name('price list', typed))
