-- A price has changed only once the earlier list was not confirmed any more.
-- broken by: update cost.price_changes set to_date = '2023-07-24' where from_price_list_id = 'coreweave_docs_2023_01_12'
select
    changes.provider_id,
    changes.gpu_model_id,
    changes.from_price_list_id,
    changes.to_price_list_id,
    earlier.last_confirmed_date
from cost.price_changes as changes
inner join core.price_lists as earlier
    on
        changes.from_price_list_id = earlier.price_list_id
        and changes.to_date <= earlier.last_confirmed_date
