-- Every day on which a price was seen again is of a price that its list has, and of no region's.
-- broken by: update pricing.price_confirmations set item_name = 'h100' where item_name = 'h100_sxm'
select
    confirmations.price_list_id,
    confirmations.item_name,
    confirmations.confirmed_date
from pricing.price_confirmations as confirmations
left join core.list_prices as offers
    on
        confirmations.price_list_id = offers.price_list_id
        and confirmations.item_name in (offers.offer_id, offers.offer_name)
        and offers.offer_region_name is null
        and confirmations.confirmed_date
        between offers.first_confirmed_date and offers.last_confirmed_date
where offers.offer_id is null
