-- A figure as text to be read: thousands apart, without zeros that say nothing.
-- source: house style
create or replace macro figure_text(figure) as (
    regexp_replace(format('{:,}', cast(figure as double)), '\.0$', '')
)
