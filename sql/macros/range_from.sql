-- The least that a figure so firmly known allows, of a claim as of data.
-- formula: at most: no least; approximate: figure - rounding * |figure|; else the figure
-- source: contract of this warehouse
create or replace macro range_from(figure, bound, rounding) as (
    case bound
        when 'at_most' then cast('-infinity' as double)
        when 'approximate' then figure - cast(rounding as double) * abs(figure)
        else figure
    end
)
