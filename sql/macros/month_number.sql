-- A month as a number that sorts and compares: year * 100 + month.
-- source: definition
create or replace macro month_number(any_day) as (
    cast(100 * year(any_day) + month(any_day) as double)
)
