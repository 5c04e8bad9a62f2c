-- Every list that prices a GPU by itself prices the host around it.
-- broken by: update core.host_prices set ram_gb_price_usd_per_unit_hour = null
select component_prices.price_list_id
from core.component_prices
left join core.host_prices on component_prices.price_list_id = host_prices.price_list_id
where component_prices.component_type = 'gpu'
group by all
having
    max(host_prices.vcpu_price_usd_per_unit_hour) is null
    or max(host_prices.ram_gb_price_usd_per_unit_hour) is null
