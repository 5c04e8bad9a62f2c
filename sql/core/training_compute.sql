-- One row per AI model whose training compute a source states, as its preferred source does.
-- grain: model_id
-- Models without a stated compute are left out (GPT-4, PaLM 2, PaLM-E). A missing release date is
-- taken from the next preferred source that has one. GPT-3 is the 3.15e23 FLOP of the note, an
-- analyst's, and not the 3.14e23 of Epoch, a tracker's.
select
    ai_models.model_id,
    ai_models.model_name,
    ai_models.developer_id,
    first_value(ai_models.release_date ignore nulls) over every_source as release_date,
    coalesce(ai_models.known_date, sources.published_date) as known_date,
    ai_models.training_compute_flop,
    ai_models.bound_type,
    ai_models.source_id
from market.ai_models
inner join reference.sources on ai_models.source_id = sources.source_id
where ai_models.training_compute_flop is not null
window
    every_source as (
        partition by ai_models.model_id
        order by
            sources.trust_rank asc,
            coalesce(ai_models.known_date, sources.published_date) desc,
            ai_models.source_id asc
        rows between unbounded preceding and unbounded following
    )
qualify
    row_number() over (
        partition by ai_models.model_id
        order by
            sources.trust_rank asc,
            coalesce(ai_models.known_date, sources.published_date) desc,
            ai_models.source_id asc
    ) = 1
