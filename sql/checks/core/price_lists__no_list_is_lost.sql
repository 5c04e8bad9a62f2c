-- Every price list of a source is here.
-- broken by: delete from core.price_lists where price_list_id = 'coreweave_note_2023_06_20'
select
    price_list_id,
    source_id
from pricing.price_lists
except
select
    price_list_id,
    source_id
from core.price_lists
