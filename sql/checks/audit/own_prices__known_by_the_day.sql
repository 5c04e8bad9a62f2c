-- No price counts that became known after the day.
select
    known_by_date,
    component_id,
    known_date,
    source_id
from audit.own_prices
where known_date > known_by_date
