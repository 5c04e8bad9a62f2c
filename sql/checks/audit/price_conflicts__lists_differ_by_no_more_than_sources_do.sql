-- Two price lists that hold at once differ by no more than two sources of one fact plausibly do.
-- broken by: update audit.price_conflicts set price_usd_per_unit_hour = 47.6
select
    price_conflicts.provider_id,
    price_conflicts.component_id,
    price_conflicts.price_list_id,
    price_conflicts.price_usd_per_unit_hour,
    price_conflicts.other_price_list_id,
    price_conflicts.other_price_usd_per_unit_hour,
    assumptions.value as most_value
from audit.price_conflicts
left join reference.assumptions
    on
        assumptions.assumption_id = 'plausible_source_ratio'
        and assumptions.scenario_code = 'base'
where
    not coalesce(
        greatest(
            price_conflicts.price_usd_per_unit_hour, price_conflicts.other_price_usd_per_unit_hour
        )
        <= assumptions.value
        * least(
            price_conflicts.price_usd_per_unit_hour, price_conflicts.other_price_usd_per_unit_hour
        ),
        false
    )
