-- A list that prices a GPU by itself has exactly one default vCPU class and one price of memory.
-- broken by: update pricing.component_prices set is_default = true where component_type = 'vcpu'
select
    price_list_id,
    count(distinct component_id) filter (where is_default and component_type = 'vcpu')
        as default_vcpu_count,
    count(distinct component_id) filter (where is_default and component_type = 'ram_gb')
        as default_ram_count
from pricing.component_prices
group by all
having bool_or(component_type = 'gpu') and (default_vcpu_count <> 1 or default_ram_count <> 1)
