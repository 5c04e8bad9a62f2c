-- One row, in English and in Chinese: the first and the last, and the largest step.
with ends as (
    select
        min(valuation_usd) as low,
        max(valuation_usd) as high,
        format('{:.1f}', max(step_up_ratio)) as step
    from growth.valuations
    where company_id = 'coreweave'
)

select
    concat(
        'CoreWeave''s valuation went from ', format('{:,.1f}', low / 1e9), ' to ',
        format('{:,.1f}', high / 1e9), ' billion US dollars; the largest single step was ', step,
        ' times.'
    ) as en,
    concat(
        'CoreWeave 估值由 ', format('{:,.0f}', low / 1e8), ' 亿美元升至 ',
        format('{:,.0f}', high / 1e8), ' 亿美元；单次最大升幅为 ', step, ' 倍。'
    ) as zh
from ends
