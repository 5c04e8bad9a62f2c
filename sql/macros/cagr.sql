-- The constant yearly growth that leads from first to last in so many years, as a fraction.
-- formula: (last / first) ^ (1 / years) - 1
-- source: definition of the compound annual growth rate
-- Null under one year and from a start that is not positive: such a rate misleads.
-- Null also where the end is negative.
create or replace macro cagr(first, last, years) as (
    case
        when years >= 1 and first > 0 and last >= 0
            then power(cast(last as double) / cast(first as double), 1 / cast(years as double)) - 1
    end
)
