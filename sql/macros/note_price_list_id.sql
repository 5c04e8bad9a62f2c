-- The price list that the note of TF Securities of 2023-06-20 prints in its Table 1, by its id.
-- source: contract of this warehouse; the one place where questions to the warehouse name the note
-- Charts and questions that are about the note's prices ask it instead of naming the list.
create or replace macro note_price_list_id() as (
    select price_list_id
    from core.price_lists
    where source_id = 'tf_securities_2023_06_20'
)
