-- One row per GPU of the note's list: an hour of it with a full host, part by part.
select
    replace(models.gpu_model_name, 'NVIDIA ', '') as gpu_name,
    prices.vcpu_count,
    prices.ram_gb,
    prices.gpu_usd_per_hour,
    prices.vcpu_usd_per_hour,
    prices.ram_usd_per_hour,
    prices.total_usd_per_hour,
    1 - prices.gpu_fraction as host_fraction,
    prices.known_date,
    prices.source_id
from cost.instance_prices as prices
inner join reference.gpu_models as models on prices.gpu_model_id = models.gpu_model_id
where prices.price_list_id = note_price_list_id() and prices.recipe_id = 'max_host'
order by prices.total_usd_per_hour desc, prices.gpu_model_id asc
