-- One row per figure that must come out in two ways, and whether it does.
-- grain: reconciliation_id
-- formula: difference_value = actual_value - expected_value
-- formula: is_reconciled where the difference, or what exceeds it, is within the tolerance
-- source: definition; tolerances in reference.assumptions
-- Exact means to the unit printed. Parts that a table prints rounded, and figures that are hedged,
-- have a tolerance of their own.
-- Where not all parts are held the relation is at_most: parts may not exceed the whole.
with

found as (
    select * from audit.funding_reconciliations
    union all by name
    select * from audit.market_reconciliations
    union all by name
    select * from audit.price_reconciliations
),

assumed as (
    select
        cast(
            max(value) filter (where assumption_id = 'reconciliation_rounding_tolerance') as double
        ) as rounding_fraction,
        cast(max(value) filter (where assumption_id = 'claim_rounding_tolerance') as double)
            as hedge_fraction
    from reference.assumptions
    where scenario_code = 'base'
)

select
    found.reconciliation_id,
    cast(found.expected_value as double) as expected_value,
    cast(found.actual_value as double) as actual_value,
    cast(found.actual_value as double) - cast(found.expected_value as double)
        as difference_value,  -- parts less whole
    case found.precision_code
        when 'exact' then 0
        when 'rounded' then assumed.rounding_fraction
        else assumed.hedge_fraction
    end as tolerance_fraction,  -- difference that is let pass, as a share of the whole
    found.relation_code,
    found.precision_code,
    coalesce(
        case found.relation_code
            when 'at_most' then difference_value
            else abs(difference_value)
        end <= tolerance_fraction * abs(cast(found.expected_value as double)),
        false
    ) as is_reconciled,  -- whether it comes out
    found.unit_name,
    found.about
from found
cross join assumed
