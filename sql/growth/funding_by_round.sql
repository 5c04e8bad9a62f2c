-- One row per company and round: what it brought, and what all rounds had brought by then.
-- grain: company_id, round_id
-- formula: new_money_usd = equity_usd + debt_usd
-- source: contract of this warehouse: funded equity plus committed debt, each once
-- A drawing of a committed facility, a secondary sale and a second report of the same money add
-- nothing. Rounds without a date come first, in the order in which their source lists them.
-- known_date is the day of the first report. The cumulative columns count earlier rounds whenever
-- they became known: for a day's own sums ask growth.funding_by_round_known_by.
-- A sum of all rounds so far is at_least from the day on which core.record_gaps knows money to be
-- missing: debt since 2024. A round's own figures and its debt_fraction are not touched by that. Add
-- up debt_usd, equity_usd or new_money_usd of one company, never the cumulative columns.
-- Left out are repayments, refinancing, fees and the commitments of customers; secondary sales are
-- shown apart. A round without new money has no debt_fraction.
with

amounts as (
    select
        round_id,
        min(first_reported_date) as known_date,
        coalesce(sum(amount_usd) filter (where is_new_money and instrument_type = 'equity'), 0)
            as equity_usd,
        coalesce(sum(amount_usd) filter (where is_new_money and instrument_type = 'debt'), 0)
            as debt_usd,
        coalesce(sum(amount_usd) filter (where instrument_type = 'secondary'), 0)
            as secondary_usd,
        list(bound_type) as bounds,
        coalesce(list(bound_type) filter (where is_new_money and instrument_type = 'equity'), [])
            as equity_bounds,
        coalesce(list(bound_type) filter (where is_new_money and instrument_type = 'debt'), [])
            as debt_bounds
    from core.funding_tranches
    group by all
),

missing as (
    select
        company_id,
        min(missing_from_date) filter (where instrument_type = 'equity') as equity_missing_from,
        min(missing_from_date) filter (where instrument_type = 'debt') as debt_missing_from
    from core.record_gaps
    group by all
),

rounds as (
    select
        funding_rounds.company_id,
        funding_rounds.round_id,
        funding_rounds.round_name,
        funding_rounds.announced_date,
        funding_rounds.date_precision_code,
        funding_rounds.source_locator,
        funding_rounds.source_id,
        amounts.known_date,
        amounts.equity_usd,
        amounts.debt_usd,
        amounts.secondary_usd,
        amounts.equity_usd + amounts.debt_usd as new_money_usd,
        sum_bound(amounts.bounds) as bound_type,
        case
            when funding_rounds.announced_date >= missing.equity_missing_from
                then list_append(amounts.equity_bounds, 'at_least')
            else amounts.equity_bounds
        end as equity_bounds,
        case
            when funding_rounds.announced_date >= missing.debt_missing_from
                then list_append(amounts.debt_bounds, 'at_least')
            else amounts.debt_bounds
        end as debt_bounds
    from core.funding_rounds
    inner join amounts on funding_rounds.round_id = amounts.round_id
    left join missing on funding_rounds.company_id = missing.company_id
)

select
    company_id,
    round_id,
    round_name,
    announced_date,
    date_precision_code,
    known_date,
    cast(equity_usd as decimal(20, 2)) as equity_usd,  -- equity paid in
    cast(debt_usd as decimal(20, 2)) as debt_usd,  -- debt committed
    cast(secondary_usd as decimal(20, 2)) as secondary_usd,  -- old shares sold on: no new money
    cast(new_money_usd as decimal(20, 2)) as new_money_usd,  -- equity paid in and debt committed
    cast(sum(equity_usd) over so_far as decimal(20, 2))
        as cumulative_equity_usd,  -- equity of this and all earlier rounds
    cast(sum(debt_usd) over so_far as decimal(20, 2))
        as cumulative_debt_usd,  -- debt of this and all earlier rounds
    cast(sum(new_money_usd) over so_far as decimal(20, 2))
        as cumulative_new_money_usd,  -- new money of this and all earlier rounds
    cast(debt_usd as double) / nullif(cast(new_money_usd as double), 0)
        as debt_fraction,  -- share of debt in the round's new money
    sum_bound(flatten(list(equity_bounds) over so_far))
        as cumulative_equity_bound_type,  -- how firmly the equity so far is known
    sum_bound(flatten(list(debt_bounds) over so_far))
        as cumulative_debt_bound_type,  -- how firmly the debt so far is known
    sum_bound(flatten(list(equity_bounds || debt_bounds) over so_far))
        as cumulative_new_money_bound_type,  -- how firmly the new money so far is known
    bound_type,
    source_id
from rounds
window
    so_far as (
        partition by company_id
        order by announced_date asc nulls first, source_locator asc, round_id asc
        rows unbounded preceding
    )
