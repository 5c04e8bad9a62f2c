-- One row per number that training costs need beside prices and speeds.
select
    assumption_id,
    cast(value as double) as value
from reference.assumptions
where scenario_code = 'base' and assumption_id in ('flop_per_tflop', 'seconds_per_hour')
order by assumption_id
