-- No company uses more power than it has under contract.
-- broken by: update market.company_power set active_power_mw = 10 * active_power_mw
select
    company_id,
    as_of_date,
    active_power_mw,
    contracted_power_mw,
    source_id,
    'correct seeds/market/company_power.csv' as remedy
from market.company_power
where active_power_mw > contracted_power_mw
