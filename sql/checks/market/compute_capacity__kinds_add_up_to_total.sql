-- Basic, intelligent and super computing add up to the total where one source states all four.
-- broken by: update market.compute_capacity set capacity_eflop_per_s = 368 where capacity_type = 'basic'
select
    region_code,
    year,
    source_id,
    sum(capacity_eflop_per_s) filter (
        where capacity_type in ('basic', 'intelligent', 'supercomputing')
    ) as kinds_eflop_per_s,
    max(capacity_eflop_per_s) filter (where capacity_type = 'total') as total_eflop_per_s
from market.compute_capacity
group by all
having
    bool_or(capacity_type = 'basic')
    and bool_or(capacity_type = 'intelligent')
    and bool_or(capacity_type = 'supercomputing')
    and kinds_eflop_per_s <> total_eflop_per_s
