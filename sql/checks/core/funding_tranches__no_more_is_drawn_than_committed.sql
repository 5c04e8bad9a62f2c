-- No more is outstanding of a facility than was committed.
-- broken by: update core.funding_tranches set amount_usd = 8500000 where tranche_id = 'coreweave_ddtl_4'
select
    round_id,
    sum(amount_usd) filter (where commitment_status = 'drawn') as drawn_usd,
    sum(amount_usd) filter (where commitment_status = 'committed') as committed_usd
from core.funding_tranches
where instrument_type = 'debt'
group by round_id
having drawn_usd > committed_usd
