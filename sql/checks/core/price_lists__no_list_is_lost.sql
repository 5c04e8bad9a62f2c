-- Every price list of a source is here.
select
    price_list_id,
    source_id
from pricing.price_lists
except
select
    price_list_id,
    source_id
from core.price_lists
