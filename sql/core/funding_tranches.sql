-- One row per amount within a round, from the one source preferred for that kind of money.
-- grain: tranche_id
-- A source may give a round whole and another split it, so a round's amounts of one instrument
-- and status are taken from one source only: a second report of the same money adds nothing.
-- New money counts as known from the first report on. Add up amount_usd where is_new_money only, and
-- never joined to investors.
with

reports as (
    select
        tranches.*,
        rounds.company_id,
        coalesce(tranches.known_date, sources.published_date) as reported_date,
        max(coalesce(tranches.known_date, sources.published_date)) over (
            partition by
                tranches.round_id,
                tranches.instrument_type,
                tranches.commitment_status,
                tranches.source_id
        ) as source_reported_date,
        sources.trust_rank
    from funding.tranches
    inner join core.funding_rounds as rounds on tranches.round_id = rounds.round_id
    inner join reference.sources on tranches.source_id = sources.source_id
)

select
    tranche_id,
    round_id,
    company_id,
    instrument_type,
    commitment_status,
    reported_date as known_date,
    min(reported_date) over (partition by round_id, instrument_type, commitment_status)
        as first_reported_date,  -- earliest day on which any source reported this money
    amount_usd,
    is_new_money(instrument_type, commitment_status)
        as is_new_money,  -- whether the amount is new money: paid-in equity or committed debt
    bound_type,
    source_id
from reports
qualify
    dense_rank() over (
        partition by round_id, instrument_type, commitment_status
        order by trust_rank asc, source_reported_date desc, source_id asc
    ) = 1
