-- How firmly growth is known when its first and last figure are known so firmly.
-- source: growth rises with the last figure and falls with the first
-- Null where the two hedges pull apart: then no growth can be stated at all.
-- Exact from two exact figures; approximate where one is. A floor as the last figure, or a ceiling
-- as the first, makes growth at least so much, the reverse at most.
create or replace macro growth_bound(first_bound, last_bound) as (
    case
        when first_bound = 'exact' and last_bound = 'exact' then 'exact'
        when first_bound in ('exact', 'approximate') and last_bound in ('exact', 'approximate')
            then 'approximate'
        when
            first_bound in ('exact', 'approximate', 'at_most')
            and last_bound in ('exact', 'approximate', 'at_least')
            then 'at_least'
        when
            first_bound in ('exact', 'approximate', 'at_least')
            and last_bound in ('exact', 'approximate', 'at_most')
            then 'at_most'
    end
)
