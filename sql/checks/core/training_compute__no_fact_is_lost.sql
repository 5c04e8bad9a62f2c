-- Every AI model whose training compute a source states has its preferred row.
-- broken by: delete from core.training_compute where model_id = 'gpt_3'
select model_id
from market.ai_models
where training_compute_flop is not null
except
select model_id
from core.training_compute
