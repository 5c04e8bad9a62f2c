-- One row per GPU and list of CoreWeave's own: the on-demand price, from the first day on which a
-- source shows it to the last, in any region or in none. Of several regions the cheapest counts. The
-- break of the basis lies between the last day on which GPUs alone are priced and the first of whole
-- instances; every row bears it, to be drawn once.
with offers as (
    select
        lists.gpu_model_id,
        replace(models.gpu_model_name, 'NVIDIA ', '') as gpu_name,
        lists.price_list_id,
        lists.price_basis_code,
        lists.offer_usd_per_gpu_hour as usd_per_gpu_hour,
        min(lists.first_confirmed_date) over same_price as from_date,
        max(lists.last_confirmed_date) over same_price as to_date,
        lists.bound_type,
        lists.known_date,
        lists.source_id
    from core.list_prices as lists
    inner join reference.gpu_models as models on lists.gpu_model_id = models.gpu_model_id
    where
        lists.provider_id = 'coreweave'
        and lists.commitment_type = 'on_demand'
        and lists.offer_usd_per_gpu_hour is not null
    window
        same_price as (
            partition by lists.price_list_id, lists.gpu_model_id, lists.offer_usd_per_gpu_hour
        )
    qualify
        row_number() over (
            partition by lists.price_list_id, lists.gpu_model_id
            order by lists.offer_usd_per_gpu_hour, lists.offer_id
        ) = 1
)

select
    *,
    coalesce(
        usd_per_gpu_hour <> lag(usd_per_gpu_hour) over (
            partition by gpu_model_id, price_basis_code order by from_date, price_list_id
        ),
        true
    ) as is_new_price,
    coalesce(
        from_date <= max(to_date) over (
            partition by gpu_model_id, price_basis_code order by from_date, price_list_id
            rows between unbounded preceding and 1 preceding
        ),
        false
    ) as is_beside_another,
    max(to_date) filter (where price_basis_code = 'component') over () as break_from_date,
    min(from_date) filter (where price_basis_code = 'instance') over () as break_to_date
from offers
order by
    max(usd_per_gpu_hour) over (partition by gpu_model_id) desc,
    gpu_model_id asc,
    from_date asc
