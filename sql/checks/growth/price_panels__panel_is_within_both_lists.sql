-- A panel has no GPU that one of its lists lacks, and without a GPU it has no change.
-- broken by: update growth.price_panels set matched_gpu_count = listed_to_gpu_count + 1
select
    from_price_list_id,
    to_price_list_id,
    matched_gpu_count,
    listed_from_gpu_count,
    listed_to_gpu_count,
    matched_change_fraction
from growth.price_panels
where
    not coalesce(matched_gpu_count <= least(listed_from_gpu_count, listed_to_gpu_count), false)
    or (matched_gpu_count = 0) <> (matched_change_fraction is null)
