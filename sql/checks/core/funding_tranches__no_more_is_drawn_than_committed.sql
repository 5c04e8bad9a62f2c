-- No more is outstanding of a facility than was committed.
select
    round_id,
    sum(amount_usd) filter (where commitment_status = 'drawn') as drawn_usd,
    sum(amount_usd) filter (where commitment_status = 'committed') as committed_usd
from core.funding_tranches
where instrument_type = 'debt'
group by round_id
having drawn_usd > committed_usd
