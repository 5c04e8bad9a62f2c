-- One row per list that prices hosts by the part: its vCPU and its GB of memory, for one hour.
select
    hosts.price_list_id,
    hosts.vcpu_price_usd_per_unit_hour as vcpu,
    hosts.ram_gb_price_usd_per_unit_hour as ram,
    hosts.source_id
from core.host_prices as hosts
inner join core.price_lists as lists on hosts.price_list_id = lists.price_list_id
order by lists.effective_from_date desc, hosts.price_list_id asc
