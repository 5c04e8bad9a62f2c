-- One row per price list whose instance prices must be the sum of their parts.
-- grain: reconciliation_id
-- formula: expected_value = totals added up; actual_value = GPU, vCPU and memory parts added up
-- source: definition
select
    concat('price_parts/', price_list_id)
        as reconciliation_id,  -- what is added up: kind, whose, when
    cast(sum(total_usd_per_hour) as double)
        as expected_value,  -- the whole, or what the parts may not exceed
    cast(sum(gpu_usd_per_hour + vcpu_usd_per_hour + ram_usd_per_hour) as double)
        as actual_value,  -- the parts added up
    'equal' as relation_code,  -- equal, or at_most where the parts are not all held
    'exact' as precision_code,  -- exact, rounded (parts printed rounded) or approximate
    'US dollars per hour' as unit_name,  -- unit of the value, spelled out
    'GPU, vCPU and memory parts add up to the price of the instance, all instances of a list.'
        as about  -- what must hold, in a sentence
from cost.instance_prices
group by price_list_id
