-- One row per GPU that is priced on both sides of the break: three prices and two changes.
-- Only against the list that the note prints; CoreWeave's own list of the day makes a pair of its own.
select
    replace(models.gpu_model_name, 'NVIDIA ', '') as gpu_name,
    changes.from_date,
    changes.to_date,
    changes.from_usd_per_gpu_hour,
    changes.from_like_for_like_usd_per_gpu_hour,
    changes.to_usd_per_gpu_hour,
    changes.naive_change_fraction,
    changes.like_for_like_change_fraction,
    changes.known_date,
    changes.from_source_id,
    changes.source_id
from cost.price_changes as changes
inner join reference.gpu_models as models on changes.gpu_model_id = models.gpu_model_id
where
    changes.provider_id = 'coreweave'
    and changes.is_basis_break
    and changes.from_price_list_id = note_price_list_id()
order by changes.to_usd_per_gpu_hour desc, changes.gpu_model_id asc
