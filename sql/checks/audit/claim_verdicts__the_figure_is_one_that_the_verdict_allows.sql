-- Where a verdict says that a claim comes out, its figure is one that the claim allows, to the tolerances.
-- A consistent sample spans the claim: its median may lie beside it.
-- broken by: update audit.claim_verdicts set computed_value = 0.418 where claim_id = 'microsoft_revenue_mainly_cloud'
with

assumed as (
    select
        max(value) filter (where assumption_id = 'claim_equality_tolerance') as equality,
        max(value) filter (where assumption_id = 'claim_rounding_tolerance') as rounding,
        max(value) filter (where assumption_id = 'order_of_magnitude_ratio') as magnitude
    from reference.assumptions
    where scenario_code = 'base'
),

allowed as (
    select
        verdicts.*,
        assumed.*,
        coalesce(verdicts.stated_high_value, verdicts.claimed_value) as claimed_high_value,
        case when verdicts.basis_code = 'sample' then verdicts.computed_low_value end as sample_low,
        case when verdicts.basis_code = 'sample' then verdicts.computed_high_value end
            as sample_high
    from audit.claim_verdicts as verdicts
    cross join assumed
    where verdicts.verdict_code in ('reproduced', 'consistent')
)

select
    claim_id,
    verdict_code,
    claimed_value,
    computed_value,
    'the verdict and the figure speak of different things; let one follow the other' as remedy
from allowed
where
    range_to(
        coalesce(sample_high, computed_value), computed_bound_type, rounding, magnitude
    ) < range_from(claimed_value, bound_type, rounding) - equality * abs(claimed_value)
    or range_from(coalesce(sample_low, computed_value), computed_bound_type, rounding)
    > range_to(claimed_high_value, bound_type, rounding, magnitude)
    + equality * abs(claimed_high_value)
