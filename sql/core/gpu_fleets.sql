-- One row per owner and day of its accelerators bought so far, as the preferred source says.
-- grain: owner_id, as_of_date
-- Counts are bought so far: none is taken off for accelerators sold or not yet running.
-- Bounds are the 5th and 95th percentile of the source's model; a band without width is the
-- model's, and no certainty. GPUs before Hopper are left out.
select
    gpu_fleets.owner_id,
    gpu_fleets.as_of_date,
    coalesce(gpu_fleets.known_date, sources.published_date) as known_date,
    gpu_fleets.gpu_count,
    gpu_fleets.low_gpu_count,
    gpu_fleets.high_gpu_count,
    gpu_fleets.low_h100_equivalent_count,
    gpu_fleets.median_h100_equivalent_count,
    gpu_fleets.high_h100_equivalent_count,
    gpu_fleets.bound_type,
    gpu_fleets.source_id
from market.gpu_fleets
inner join reference.sources on gpu_fleets.source_id = sources.source_id
qualify
    row_number() over (
        partition by gpu_fleets.owner_id, gpu_fleets.as_of_date
        order by
            sources.trust_rank asc,
            coalesce(gpu_fleets.known_date, sources.published_date) desc,
            gpu_fleets.source_id asc
    ) = 1
