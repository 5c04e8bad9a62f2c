-- The id of the AI model that a typed name stands for, or a stop that names the nearest.
-- source: resolved_name, with its rule of what fits
-- 'gpt3' gives gpt_3.
create or replace macro resolved_ai_model(typed) as (resolved_name('AI model', typed))
