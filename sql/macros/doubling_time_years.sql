-- Years in which a quantity doubles at a constant yearly growth, given as a fraction.
-- formula: 1 / log2(1 + growth_fraction)
-- source: solving (1 + growth_fraction) ^ years = 2 for years
-- Null where nothing grows.
create or replace macro doubling_time_years(growth_fraction) as (
    case when growth_fraction > 0 then 1 / log2(1 + cast(growth_fraction as double)) end
)
