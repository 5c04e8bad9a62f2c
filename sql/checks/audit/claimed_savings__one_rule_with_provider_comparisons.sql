-- A saving is the one that cost.provider_comparisons has of the same two prices, as known on the day.
-- broken by: update audit.claimed_savings set same_host_usd_per_gpu_hour = null where rival_instance_type_name = 'a2-megagpu-16g'
with

days as (
    select distinct known_by_date
    from audit.claims
),

compared as (
    select
        days.known_by_date,
        comparisons.*
    from days
    cross join cost.provider_comparisons_known_by(days.known_by_date) as comparisons
    where comparisons.rival_commitment_type = 'on_demand'
)

select
    savings.claim_id,
    savings.price_list_id,
    savings.rival_instance_type_name,
    savings.same_host_usd_per_gpu_hour,
    compared.same_host_usd_per_gpu_hour as compared_usd_per_gpu_hour
from audit.claimed_savings as savings
inner join audit.claims on savings.claim_id = claims.claim_id
left join compared
    on
        claims.known_by_date = compared.known_by_date
        and savings.price_list_id = compared.price_list_id
        and savings.rival_provider_id = compared.rival_provider_id
        and savings.rival_instance_type_name = compared.rival_instance_type_name
        and savings.rival_source_id = compared.rival_source_id
        and savings.gpu_model_id = compared.gpu_model_id
where savings.same_host_usd_per_gpu_hour is distinct from compared.same_host_usd_per_gpu_hour
