-- One row per host: what its memory costs.
-- grain: recipe_id
-- formula: ram_usd_per_hour = ram_gb * usd_per_gb_hour
-- formula: ram_usd_per_month = ram_usd_per_hour * hours_per_month
-- source: the tests
with

priced as (
    select
        hosts.recipe_id,
        hosts.ram_gb,
        cast(hosts.ram_gb * prices.value as decimal(18, 6)) as ram_usd_per_hour
    from core.hosts
    cross join reference.assumptions as prices
    where prices.assumption_id = 'usd_per_gb_hour'
)

select
    priced.recipe_id,
    priced.ram_gb,
    priced.ram_usd_per_hour,  -- price of the memory for one hour
    for_a_month(priced.ram_usd_per_hour, hours.value) as ram_usd_per_month  -- the same for a month
from priced
cross join reference.assumptions as hours
where hours.assumption_id = 'hours_per_month'
