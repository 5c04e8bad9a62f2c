-- One row per financing round of CoreWeave, equity and debt apart.
select
    rounds.round_name,
    coalesce(stated.round_name_zh, rounds.round_name) as round_name_zh,
    concat_ws(' ', rounds.round_name, strftime(rounds.announced_date, '%Y-%m')) as round_label,
    concat_ws(
        ' ',
        coalesce(stated.round_name_zh, rounds.round_name),
        strftime(rounds.announced_date, '%Y-%m')
    ) as round_label_zh,
    rounds.announced_date,
    rounds.date_precision_code,
    rounds.equity_usd,
    rounds.debt_usd,
    rounds.secondary_usd,
    rounds.cumulative_equity_usd,
    rounds.cumulative_equity_bound_type,
    rounds.cumulative_debt_usd,
    rounds.cumulative_debt_bound_type,
    rounds.bound_type,
    rounds.known_date,
    rounds.source_id
from growth.funding_by_round as rounds
inner join core.funding_rounds as stated on rounds.round_id = stated.round_id
where rounds.company_id = 'coreweave'
order by
    rounds.announced_date asc nulls first,
    rounds.cumulative_new_money_usd asc,
    rounds.round_id asc
