-- What a company had raised, as the world knew it on a day: one row.
-- source: growth.funding_by_round, on what was known by then
-- The company may be any name that resolved_party knows; any other is refused with the nearest. Where
-- no round was known by then the amounts are null and the reason says so.
-- A sum is at_least where a source published by then shows money that no round holds.
create or replace macro funding_as_of(company, known_by) as table
    with

    -- Materialized, or DuckDB before 2.0 puts it where a column is nearer than the caller's.
    question (asked_id, date_asked) as materialized (
        select
            coalesce(resolved_party(company), error('a company is needed, not null')),
            asked_day(known_by)
    ),

    party as (
        select * from question
    ),

    sums as (
        select
            party.asked_id,
            party.date_asked,
            count(rounds.round_id) as round_count,
            sum(rounds.equity_usd) as equity_usd,
            sum(rounds.debt_usd) as debt_usd,
            sum(rounds.secondary_usd) as secondary_usd,
            sum(rounds.new_money_usd) as new_money_usd,
            list(rounds.bound_type) filter (where rounds.equity_usd > 0) as equity_bounds,
            list(rounds.bound_type) filter (where rounds.debt_usd > 0) as debt_bounds
        from party
        left join
            growth.funding_by_round_known_by(party.date_asked) as rounds
            on party.asked_id = rounds.company_id
        group by all
    ),

    -- Before 1.4 DuckDB binds a CTE anew where it is joined, with the columns before it in reach:
    -- so what was asked always stands first.
    gapped as (
        select
            sums.*,
            bool_or(gaps.instrument_type = 'equity') as is_equity_missing,
            bool_or(gaps.instrument_type = 'debt') as is_debt_missing
        from sums
        left join
            core.record_gaps_known_by(sums.date_asked) as gaps
            on sums.asked_id = gaps.company_id and sums.date_asked >= gaps.missing_from_date
        group by all
    ),

    hedged as (
        select
            *,
            case
                when is_equity_missing then list_append(equity_bounds, 'at_least')
                else equity_bounds
            end as all_equity_bounds,
            case
                when is_debt_missing then list_append(debt_bounds, 'at_least')
                else debt_bounds
            end as all_debt_bounds
        from gapped
    )

    select
        asked_id as company_id,
        round_count,
        cast(equity_usd as decimal(20, 2)) as equity_usd,
        cast(debt_usd as decimal(20, 2)) as debt_usd,
        cast(secondary_usd as decimal(20, 2)) as secondary_usd,
        cast(new_money_usd as decimal(20, 2)) as new_money_usd,
        sum_bound(all_equity_bounds) as equity_bound_type,
        sum_bound(all_debt_bounds) as debt_bound_type,
        sum_bound(
            list_concat(coalesce(all_equity_bounds, []), coalesce(all_debt_bounds, []))
        ) as new_money_bound_type,
        case
            when round_count = 0
                then
                    concat(
                        'no round of ', asked_id, ' that was known by ', date_asked,
                        ' is in funding.rounds'
                    )
        end as reason
    from hedged
