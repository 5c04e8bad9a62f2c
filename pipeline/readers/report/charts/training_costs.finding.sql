-- One row, in English and in Chinese: GPT-3 on the H100.
with gpt_3 as (
    select
        max(full_host_cost_usd) filter (where scenario_code = 'high') as low,
        max(full_host_cost_usd) filter (where scenario_code = 'base') as base,
        max(full_host_cost_usd) filter (where scenario_code = 'low') as high
    from cost.training_runs
    where
        model_id = 'gpt_3'
        and gpu_model_id = 'h100_sxm'
        and price_list_id = note_price_list_id()
)

select
    concat(
        'Training GPT-3 on H100 SXM with full hosts comes to about ',
        format('{:,.2f}', base / 1e6), ' million US dollars, between ',
        format('{:,.2f}', low / 1e6), ' and ', format('{:,.2f}', high / 1e6), ' by utilisation.'
    ) as en,
    concat(
        '用配满主机的 H100 SXM 训练 GPT-3 约需 ', format('{:,.0f}', base / 1e4),
        ' 万美元，随利用率在 ', format('{:,.0f}', low / 1e4), ' 至 ',
        format('{:,.0f}', high / 1e4), ' 万美元之间。'
    ) as zh
from gpt_3
