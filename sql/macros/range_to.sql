-- The most that a figure so firmly known allows, of a claim as of data.
-- formula: at least: no most; approximate: figure + rounding * |figure|; order of magnitude: figure * magnitude
-- source: contract of this warehouse
create or replace macro range_to(figure, bound, rounding, magnitude) as (
    case bound
        when 'at_least' then cast('infinity' as double)
        when 'approximate' then figure + cast(rounding as double) * abs(figure)
        when 'order_of_magnitude' then figure * cast(magnitude as double)
        else figure
    end
)
