-- One row, in English and in Chinese: the first and the last, and the largest step.
with told as (
    select
        *,
        case date_precision_code
            when 'day' then cast(valuation_date as varchar)
            when 'month' then strftime(valuation_date, '%Y-%m')
            else cast(year(valuation_date) as varchar)
        end as date_text
    from growth.valuations
    where company_id = 'coreweave'
),

ends as (
    select
        arg_min(told, (valuation_date, valuation_usd)) as first_one,
        arg_max(told, (valuation_date, valuation_usd)) as last_one,
        arg_max(told, step_up_ratio) as steepest
    from told
)

select
    concat(
        'CoreWeave''s valuation went from ', hedge_text(first_one.bound_type) || ' ',
        format('{:,.1f}', first_one.valuation_usd / 1e9), ' billion US dollars in ',
        first_one.date_text, ' to ', hedge_text(last_one.bound_type) || ' ',
        format('{:,.1f}', last_one.valuation_usd / 1e9), ' billion in ', last_one.date_text,
        '; the largest single step, in ', steepest.date_text, ', was to ',
        format('{:.2f}', steepest.step_up_ratio), ' times the valuation before.'
    ) as en,
    concat(
        'CoreWeave 估值由 ', first_one.date_text, ' 的 ', hedge_text_zh(first_one.bound_type),
        format('{:,.1f}', first_one.valuation_usd / 1e8), ' 亿美元升至 ', last_one.date_text, ' 的 ',
        hedge_text_zh(last_one.bound_type), format('{:,.1f}', last_one.valuation_usd / 1e8),
        ' 亿美元；单次最大一步在 ', steepest.date_text, '，升至此前估值的 ',
        format('{:.2f}', steepest.step_up_ratio), ' 倍。'
    ) as zh,
    [first_one.bound_type, last_one.bound_type, steepest.bound_type] as bound_types
from ends
