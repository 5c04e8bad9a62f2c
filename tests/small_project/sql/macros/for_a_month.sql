-- What something costs for a month, from its price for an hour and the hours of a month.
create or replace macro for_a_month(usd_per_hour, hours) as (
    cast(usd_per_hour * hours as decimal(18, 4))
)
