-- Nobody saves all of a price or more.
-- broken by: update cost.provider_comparisons set same_host_saving_fraction = 1
select
    price_list_id,
    rival_instance_type_name,
    rival_commitment_type,
    same_host_saving_fraction,
    component_only_saving_fraction
from cost.provider_comparisons
where same_host_saving_fraction >= 1 or component_only_saving_fraction >= 1
