-- The figures of a group put together, each as often as it counts: multiplied, or added up.
-- formula: product of those that count / product of those that count less than 0; or sum of count * figure
-- source: definition
create or replace macro combined(is_product, figure, times) as (
    case
        when is_product
            then
                product(figure) filter (where times > 0)
                / coalesce(product(figure) filter (where times < 0), 1)
        else sum(times * figure)
    end
)
