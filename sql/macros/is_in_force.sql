-- Whether a price or list holds on a day: from its first day to its last, both included.
-- source: definition
-- Without a known last day it holds on; without a first day nothing is known, and the answer is null.
create or replace macro is_in_force(on_day, first_day, last_day) as (
    on_day >= first_day and on_day <= coalesce(last_day, on_day)
)
