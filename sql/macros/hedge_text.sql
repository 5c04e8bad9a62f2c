-- The word that hedges a figure so firmly known, null for an exact one.
-- source: house style
create or replace macro hedge_text(bound) as (
    case bound
        when 'exact' then null
        when 'approximate' then 'about'
        else replace(bound, '_', ' ')
    end
)
