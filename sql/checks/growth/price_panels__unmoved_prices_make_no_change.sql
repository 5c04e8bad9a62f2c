-- Where no price moved like for like, the panel did not move, whatever the lists added or dropped.
-- broken by: update growth.price_panels set matched_change_fraction = naive_average_change_fraction where to_price_list_id = 'coreweave_docs_2023_01_12'
select
    price_panels.from_price_list_id,
    price_panels.to_price_list_id,
    price_panels.matched_change_fraction
from growth.price_panels
inner join cost.price_changes
    on
        price_panels.from_price_list_id = price_changes.from_price_list_id
        and price_panels.to_price_list_id = price_changes.to_price_list_id
group by all
having
    bool_and(price_changes.like_for_like_change_fraction = 0)
    and price_panels.matched_change_fraction <> 0
