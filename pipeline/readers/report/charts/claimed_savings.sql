-- One row per rival offer that the 80 % claim is held against: what CoreWeave saves on it.
select
    rivals.party_name as rival_name,
    coalesce(rivals.party_name_zh, rivals.party_name) as rival_name_zh,
    savings.rival_instance_type_name as instance_name,
    replace(models.gpu_model_name, 'NVIDIA ', '') as gpu_name,
    savings.same_host_saving_fraction,
    savings.component_only_saving_fraction,
    verdicts.claimed_value as claimed_fraction,
    savings.known_date,
    savings.rival_source_id,
    savings.source_id,
    verdicts.source_id as claim_source_id
from audit.claimed_savings as savings
inner join audit.claim_verdicts as verdicts on savings.claim_id = verdicts.claim_id
inner join reference.gpu_models as models on savings.gpu_model_id = models.gpu_model_id
inner join reference.parties as rivals on savings.rival_provider_id = rivals.party_id
where savings.claim_id = 'saving_80_percent_over_competitors'
order by savings.is_large_cloud desc, rival_name asc, instance_name asc
