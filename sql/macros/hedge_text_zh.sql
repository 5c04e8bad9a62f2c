-- The word in Chinese that hedges a figure so firmly known, nothing for an exact one.
-- source: house style
create or replace macro hedge_text_zh(bound) as (
    case bound
        when 'at_least' then '至少 '
        when 'at_most' then '至多 '
        when 'approximate' then '约 '
        when 'order_of_magnitude' then '数量级为 '
        else ''
    end
)
