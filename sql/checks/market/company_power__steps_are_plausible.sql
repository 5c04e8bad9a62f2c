-- From one day held to the next a company's power moves by plausible_power_step_ratio at most.
-- broken by: update market.company_power set contracted_power_mw = 16000 where as_of_date = '2025-03-31'
with

steps as (
    select
        *,
        lag(active_power_mw) over days as previous_active_mw,
        lag(contracted_power_mw) over days as previous_contracted_mw
    from market.company_power
    window days as (partition by company_id order by as_of_date)
)

select
    steps.company_id,
    steps.as_of_date,
    steps.previous_active_mw,
    steps.active_power_mw,
    steps.previous_contracted_mw,
    steps.contracted_power_mw,
    ratio.value as most_ratio,
    'correct seeds/market/company_power.csv, or the bound in seeds/reference/assumptions.csv'
        as remedy
from steps
left join reference.assumptions as ratio
    on ratio.assumption_id = 'plausible_power_step_ratio' and ratio.scenario_code = 'base'
where
    ratio.value is null
    or greatest(
        steps.active_power_mw / steps.previous_active_mw,
        steps.previous_active_mw / steps.active_power_mw,
        steps.contracted_power_mw / steps.previous_contracted_mw,
        steps.previous_contracted_mw / steps.contracted_power_mw
    ) > ratio.value
