-- Every price of a component or an instance is here, and no other.
-- broken by: delete from core.list_prices where offer_id = 'h100_sxm'
with

stated as (
    select
        price_list_id,
        price_usd_per_unit_hour
    from core.component_prices
    union all by name
    select
        price_list_id,
        price_usd_per_hour as price_usd_per_unit_hour
    from core.instance_prices
),

differences as (
    select
        price_list_id,
        price_usd_per_unit_hour,
        1 as stated_count
    from stated
    union all by name
    select
        price_list_id,
        price_usd_per_unit_hour,
        -1 as stated_count
    from core.list_prices
)

select
    price_list_id,
    price_usd_per_unit_hour,
    sum(stated_count) as missing_count
from differences
group by all
having sum(stated_count) <> 0
