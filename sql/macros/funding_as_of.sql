-- What a company had raised, as the world knew it on a day: one row, also where nothing was known.
-- source: growth.funding_by_round, on what was known by then
-- Zero, not null, where nothing was known yet.
create or replace macro funding_as_of(company, known_by) as table
    select
        company as company_id,
        count(rounds.round_id) as round_count,
        cast(coalesce(sum(rounds.equity_usd), 0) as decimal(20, 2)) as equity_usd,
        cast(coalesce(sum(rounds.debt_usd), 0) as decimal(20, 2)) as debt_usd,
        cast(coalesce(sum(rounds.secondary_usd), 0) as decimal(20, 2)) as secondary_usd,
        cast(coalesce(sum(rounds.new_money_usd), 0) as decimal(20, 2)) as new_money_usd
    from growth.funding_by_round_known_by(known_by) as rounds
    where rounds.company_id = company
