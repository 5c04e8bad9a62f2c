-- One row per rival offer: its price of a GPU-hour, and CoreWeave's of the same host.
select
    rivals.party_name as rival_name,
    coalesce(rivals.party_name_zh, rivals.party_name) as rival_name_zh,
    savings.rival_instance_type_name as instance_name,
    concat(savings.rival_instance_type_name, ' · ', rivals.party_name) as offer_name,
    concat(
        savings.rival_instance_type_name, ' · ', coalesce(rivals.party_name_zh, rivals.party_name)
    ) as offer_name_zh,
    replace(models.gpu_model_name, 'NVIDIA ', '') as gpu_name,
    savings.rival_gpu_count,
    savings.rival_vcpu_count,
    savings.rival_ram_gb,
    savings.rival_usd_per_gpu_hour,
    savings.same_host_usd_per_gpu_hour,
    savings.known_date,
    savings.rival_source_id,
    savings.source_id
from audit.claimed_savings as savings
inner join reference.gpu_models as models on savings.gpu_model_id = models.gpu_model_id
inner join reference.parties as rivals on savings.rival_provider_id = rivals.party_id
where savings.claim_id = 'saving_80_percent_over_competitors'
order by savings.same_host_saving_fraction desc, offer_name asc
