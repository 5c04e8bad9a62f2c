-- One row per financing event, as its preferred source reports it.
-- grain: round_id
-- announced_date is null where no source dates the round.
select
    rounds.round_id,
    rounds.company_id,
    rounds.round_name,
    rounds.round_name_zh,
    rounds.announced_date,
    rounds.date_precision_code,
    coalesce(rounds.known_date, sources.published_date) as known_date,
    rounds.source_locator,
    rounds.source_id
from funding.rounds
inner join reference.sources on rounds.source_id = sources.source_id
qualify
    row_number() over (
        partition by rounds.round_id
        order by
            sources.trust_rank asc,
            coalesce(rounds.known_date, sources.published_date) desc,
            rounds.source_id asc
    ) = 1
