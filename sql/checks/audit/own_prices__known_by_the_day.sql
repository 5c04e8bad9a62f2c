-- No price counts that became known after the day.
-- broken by: update audit.own_prices set known_date = '2023-06-21' where component_id = 'h100_sxm'
select
    known_by_date,
    component_id,
    known_date,
    source_id
from audit.own_prices
where known_date > known_by_date
