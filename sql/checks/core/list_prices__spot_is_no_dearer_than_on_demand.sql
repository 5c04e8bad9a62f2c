-- On no day is the spot price of an offer above the on-demand price of the same offer.
-- broken by: update core.list_prices set price_usd_per_unit_hour = 3.277 where offer_name = 'p4d.24xlarge' and commitment_type = 'on_demand'
select
    spot.provider_id,
    spot.price_list_id,
    spot.offer_name,
    spot.price_usd_per_unit_hour as spot_usd_per_unit_hour,
    on_demand.price_list_id as on_demand_price_list_id,
    on_demand.price_usd_per_unit_hour as on_demand_usd_per_unit_hour
from core.list_prices as spot
inner join core.list_prices as on_demand
    on
        spot.provider_id = on_demand.provider_id
        and spot.offer_name = on_demand.offer_name
        and spot.price_basis_code = on_demand.price_basis_code
        and spot.offer_region_name is not distinct from on_demand.offer_region_name
        and spot.first_confirmed_date <= on_demand.last_confirmed_date
        and spot.last_confirmed_date >= on_demand.first_confirmed_date
where
    spot.commitment_type = 'spot'
    and on_demand.commitment_type = 'on_demand'
    and spot.price_usd_per_unit_hour > on_demand.price_usd_per_unit_hour
