-- How firmly a sum is known when its parts are known so firmly: a list of bounds, or null for none.
-- source: a sum rises with each of its parts
-- Exact only from exact parts. A floor among parts that are no ceilings makes the sum a floor, and
-- the reverse; where floors and ceilings meet it is approximate. An order of magnitude stays one.
create or replace macro sum_bound(bounds) as (
    case
        when list_contains(bounds, 'order_of_magnitude') then 'order_of_magnitude'
        when list_contains(bounds, 'at_least') and list_contains(bounds, 'at_most')
            then 'approximate'
        when list_contains(bounds, 'at_least') then 'at_least'
        when list_contains(bounds, 'at_most') then 'at_most'
        when list_contains(bounds, 'approximate') then 'approximate'
        when list_contains(bounds, 'exact') then 'exact'
    end
)
