-- One row per AI model whose training is known: its operations, the newest model first.
select
    model_name as name,
    training_compute_flop as flop
from core.training_compute
order by release_date desc nulls last, model_name asc
