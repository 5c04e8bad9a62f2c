-- A computed figure as text to be read: four digits after the point, or four that count below 1.
-- source: house style
create or replace macro computed_text(figure) as (
    figure_text(cast(
        case
            when abs(figure) >= 1 then format('{:.4f}', cast(figure as double))
            else format('{:.4g}', cast(figure as double))
        end
        as double
    ))
)
