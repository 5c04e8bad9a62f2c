-- Every AI model whose training compute a source states has its preferred row.
select model_id
from market.ai_models
where training_compute_flop is not null
except
select model_id
from core.training_compute
