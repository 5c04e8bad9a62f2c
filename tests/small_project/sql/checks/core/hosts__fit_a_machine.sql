-- No host has more memory than the largest machine.
-- broken by: update core.hosts set ram_gb = 5000
select
    hosts.recipe_id,
    hosts.ram_gb
from core.hosts
cross join reference.assumptions as largest
where largest.assumption_id = 'largest_host_gb' and hosts.ram_gb > largest.value
