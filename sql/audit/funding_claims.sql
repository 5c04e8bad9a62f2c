-- One row per claim about CoreWeave's money, recomputed from amounts known on the claim's day.
-- grain: claim_id
-- formula: total = equity + debt, each amount once; debt = printed total - equity
-- formula: one amount = printed total - all other amounts, unless another document states it
-- formula: step of the valuation = post-money - pre-money = the amounts of the round
-- source: definition; contract of this warehouse for what is new money
-- Where a claim can be computed in two ways, the result that is farther from it counts.
with

subjects (claim_id, tranche_id) as (
    values
    ('total_funding', null),
    ('equity_funding', null),
    ('debt_funding', null),
    ('valuation_range', null),
    ('valuation_step_equals_round', null),
    ('round_seed', 'coreweave_seed'),
    ('round_series_a', 'coreweave_series_a'),
    ('round_private_equity', 'coreweave_private_equity'),
    ('round_series_b_magnetar', 'coreweave_series_b_magnetar'),
    ('round_series_b_nvidia_friedman_gross', 'coreweave_series_b_nvidia'),
    ('round_series_b_extension', 'coreweave_series_b_extension')
),

asked as (
    select
        claims.*,
        subjects.tranche_id
    from audit.claims
    inner join subjects on claims.claim_id = subjects.claim_id
),

amounts as (
    select
        asked.claim_id,
        asked.tranche_id as asked_tranche_id,
        tranches.*,
        coalesce(tranches.known_date, sources.published_date) as reported_date
    from asked
    cross join funding.tranches
    inner join reference.sources
        on
            tranches.source_id = sources.source_id
            and coalesce(tranches.known_date, sources.published_date) <= asked.known_by_date
    where
        tranches.round_id in (
            select rounds.round_id
            from funding.rounds
            where rounds.company_id = 'coreweave'
        )
        and (
            tranches.instrument_type = 'equity' and tranches.commitment_status = 'funded'
            or tranches.instrument_type = 'debt' and tranches.commitment_status <> 'drawn'
        )
    qualify
        dense_rank() over (
            partition by
                asked.claim_id,
                tranches.round_id,
                tranches.instrument_type,
                tranches.commitment_status
            order by
                sources.trust_rank asc,
                coalesce(tranches.known_date, sources.published_date) desc,
                tranches.source_id asc
        ) = 1
),

sums as (
    select
        claim_id,
        sum(amount_usd) as all_usd,
        sum(amount_usd) filter (where instrument_type = 'equity') as equity_usd,
        coalesce(
            sum(amount_usd) filter (where tranche_id is distinct from asked_tranche_id), 0
        ) as others_usd,
        sum(amount_usd) filter (where round_id = 'coreweave_series_b') as series_b_usd,
        max(reported_date) as known_date,
        string_agg(
            concat(tranche_id, ' ', figure_text(amount_usd), ' (', source_id, ')'),
            ' + ' order by source_id, tranche_id
        ) filter (
            where claim_id not like 'valuation%' or round_id = 'coreweave_series_b'
        ) as terms
    from amounts
    group by all
),

-- What another document says of the very amount, if any did by then.
elsewhere as (
    select
        asked.claim_id,
        stated.figure_value,
        stated.source_id
    from asked
    inner join audit.stated_figures as stated
        on
            concat('tranche/', asked.tranche_id) = stated.figure_id
            and asked.source_id <> stated.source_id
            and asked.known_by_date >= stated.known_date
    qualify
        row_number() over (
            partition by asked.claim_id
            order by stated.trust_rank asc, stated.known_date desc, stated.source_id asc
        ) = 1
),

valued as (
    select
        asked.claim_id,
        valuations.valuation_type,
        valuations.valuation_usd,
        coalesce(valuations.known_date, sources.published_date) as known_date
    from asked
    inner join funding.valuations
        on valuations.company_id = 'coreweave' and valuations.valuation_type <> 'reported'
    inner join reference.sources
        on
            valuations.source_id = sources.source_id
            and coalesce(valuations.known_date, sources.published_date) <= asked.known_by_date
    qualify
        row_number() over (
            partition by asked.claim_id, valuations.valuation_type
            order by
                valuations.valuation_date desc,
                sources.trust_rank asc,
                coalesce(valuations.known_date, sources.published_date) desc,
                valuations.source_id asc
        ) = 1
),

valuations as (
    select
        claim_id,
        max(valuation_usd) filter (where valuation_type = 'pre_money') as pre_usd,
        max(valuation_usd) filter (where valuation_type = 'post_money') as post_usd,
        max(known_date) as known_date
    from valued
    group by all
),

tested as (
    select
        asked.claim_id,
        sums.all_usd,
        sums.equity_usd,
        sums.series_b_usd,
        sums.terms,
        total.stated_value - sums.others_usd as rest_usd,
        total.stated_value - sums.equity_usd as total_less_equity_usd,
        elsewhere.figure_value as elsewhere_usd,
        elsewhere.source_id as elsewhere_source_id,
        valuations.pre_usd,
        valuations.post_usd,
        valuations.post_usd - valuations.pre_usd as step_usd,
        case
            when
                abs(step_usd - asked.stated_value)
                < abs(sums.series_b_usd - asked.stated_value)
                then sums.series_b_usd
            when sums.series_b_usd is not null then step_usd
        end as farther_step_usd,
        case
            when starts_with(asked.claim_id, 'valuation')
                then greatest(sums.known_date, valuations.known_date)
            else sums.known_date
        end as known_date
    from asked
    left join sums on asked.claim_id = sums.claim_id
    left join elsewhere on asked.claim_id = elsewhere.claim_id
    left join valuations on asked.claim_id = valuations.claim_id
    left join audit.claims as total
        on total.claim_id = 'total_funding' and asked.known_by_date >= total.known_by_date
)

select
    claim_id,
    cast(
        case claim_id
            when 'total_funding' then all_usd
            when 'equity_funding' then equity_usd
            when 'debt_funding' then total_less_equity_usd
            when 'valuation_range' then post_usd - series_b_usd
            when 'valuation_step_equals_round' then farther_step_usd
            else coalesce(elsewhere_usd, rest_usd)
        end as double
    ) as computed_value,  -- the figure as the data have it; of a range, its median or lower end
    case when claim_id = 'valuation_range' then computed_value end
        as computed_low_value,  -- lowest that the data allow
    case when claim_id = 'valuation_range' then cast(pre_usd + series_b_usd as double) end
        as computed_high_value,  -- highest that the data allow
    case
        when elsewhere_usd is not null then 'other_document'
        when starts_with(claim_id, 'round_') or claim_id = 'valuation_range' then 'same_document'
        else 'arithmetic'
    end as basis_code,  -- what it rests on: other_document, arithmetic, sample or same_document
    known_date as evidence_known_date,  -- day on which the last row that counts became known
    case
        when elsewhere_usd is not null
            then concat(elsewhere_source_id, ': ', figure_text(elsewhere_usd))
        when starts_with(claim_id, 'valuation')
            then
                concat(
                    'post-money ', figure_text(post_usd), ' - pre-money ', figure_text(pre_usd),
                    ' = ', figure_text(step_usd), '; Series B: ', terms, ' = ',
                    figure_text(series_b_usd)
                )
        else terms || ' = ' || figure_text(all_usd)
    end as evidence,  -- rows that count and the documents they are from
    case
        when computed_value is null then 'would need amounts and valuations known by that day'
        when claim_id = 'total_funding' then 'the amounts known by then add up to '
        when claim_id = 'equity_funding' then 'the amounts that are not debt add up to '
        when claim_id = 'debt_funding' then 'the printed total less all equity leaves '
        when claim_id = 'valuation_range'
            then 'the Series B taken from the upper end, or added to the lower, gives '
        when claim_id = 'valuation_step_equals_round'
            then 'post-money less pre-money, and the amounts of the Series B, give '
        when elsewhere_usd is not null then 'another document has '
        else 'the printed total less all other amounts leaves '
    end
    || case
        when computed_value is null then ''
        when claim_id = 'valuation_range'
            then figure_text(computed_value) || ' to ' || figure_text(computed_high_value)
        else figure_text(computed_value)
    end as finding  -- what was found, or which data are missing
from tested
