-- A fraction as per cent to be read, with one digit after the point.
-- source: house style
create or replace macro percent_text(fraction) as (
    format('{:.1f} %', 100 * fraction)
)
