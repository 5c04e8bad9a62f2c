-- One row per document that states a host: what its hosts cost together.
-- grain: source_id
select
    hosts.source_id,
    count(*) as host_count,  -- hosts that the document states
    sum(prices.ram_usd_per_month) as all_hosts_usd_per_month,  -- price of their memory for a month
    cast(sum(prices.ram_usd_per_month) as double)
    / cast(sum(sum(prices.ram_usd_per_month)) over () as double) as price_fraction  -- share of all
from core.hosts
inner join cost.host_prices as prices on hosts.recipe_id = prices.recipe_id
group by hosts.source_id
