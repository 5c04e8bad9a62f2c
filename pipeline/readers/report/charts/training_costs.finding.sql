-- One row, in English and in Chinese: GPT-3 on the H100.
with gpt_3 as (
    select
        any_value(lists.effective_from_date) as list_date,
        any_value(sources.publisher_name) as publisher_name,
        max(runs.full_host_cost_usd) filter (where runs.scenario_code = 'high') as low,
        max(runs.full_host_cost_usd) filter (where runs.scenario_code = 'base') as base,
        max(runs.full_host_cost_usd) filter (where runs.scenario_code = 'low') as high
    from cost.training_runs as runs
    inner join core.price_lists as lists on runs.price_list_id = lists.price_list_id
    inner join reference.sources as sources on lists.source_id = sources.source_id
    where
        runs.model_id = 'gpt_3'
        and runs.gpu_model_id = 'h100_sxm'
        and runs.price_list_id = note_price_list_id()
)

select
    concat(
        'At CoreWeave''s list of ', list_date, ' as ', publisher_name,
        ' prints it, training GPT-3 on H100 SXM with full hosts comes to about ',
        format('{:,.2f}', base / 1e6), ' million US dollars, between ',
        format('{:,.2f}', low / 1e6), ' and ', format('{:,.2f}', high / 1e6), ' by utilisation.'
    ) as en,
    concat(
        '按 ', publisher_name, ' 所印 CoreWeave ', list_date,
        ' 价目，用配满主机的 H100 SXM 训练 GPT-3 约需 ', format('{:,.0f}', base / 1e4),
        ' 万美元，随利用率在 ', format('{:,.0f}', low / 1e4), ' 至 ',
        format('{:,.0f}', high / 1e4), ' 万美元之间。'
    ) as zh,
    ['approximate'] as bound_types
from gpt_3
