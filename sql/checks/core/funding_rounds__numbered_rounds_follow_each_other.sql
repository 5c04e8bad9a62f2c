-- Rounds that a number or letter tells apart (DDTL 4.0, Series C) are announced in its order.
-- broken by: update core.funding_rounds set announced_date = '2023-03-30' where round_id = 'coreweave_ddtl_4'
with

numbered as (
    select
        company_id,
        round_id,
        round_name,
        announced_date,
        regexp_extract(round_name, '^(.*\W)([A-Z]|\d+\.\d+)\)?$', 1) as series_name,
        regexp_extract(round_name, '([A-Z]|\d+\.\d+)\)?$', 1) as place_text,
        coalesce(try_cast(place_text as decimal(9, 3)), unicode(place_text)) as place
    from core.funding_rounds
)

select
    earlier.company_id,
    earlier.round_name,
    earlier.announced_date,
    later.round_name as later_round_name,
    later.announced_date as later_announced_date
from numbered as earlier
inner join numbered as later
    on
        earlier.company_id = later.company_id
        and earlier.series_name = later.series_name
        and earlier.place < later.place
        and earlier.announced_date > later.announced_date
where earlier.series_name <> ''
