-- One row per claim about who pays CoreWeave, as investor or as customer.
-- grain: claim_id
-- formula: an investor is named by a source in at least one amount: 1 if so, 0 if not
-- formula: several billion is at least several_count times a billion
-- source: definition; several_count is a row of reference.assumptions
-- A customer's purchase is no investment. Absence is told only where investors are named at all.
with

assumed as (
    select value as several_count
    from reference.assumptions
    where assumption_id = 'several_count' and scenario_code = 'base'
),

subjects (claim_id, investor_id, round_id) as (
    values
    ('nvidia_in_series_b', 'nvidia', 'coreweave_series_b'),
    ('microsoft_invests', 'microsoft', null)
),

named as (
    select
        claims.claim_id,
        claims.source_id as claim_source_id,
        subjects.investor_id as asked_investor_id,
        investors.tranche_id,
        investors.investor_id,
        investors.source_id,
        coalesce(investors.known_date, sources.published_date) as known_date
    from subjects
    inner join audit.claims on subjects.claim_id = claims.claim_id
    cross join funding.tranche_investors as investors
    inner join reference.sources
        on
            investors.source_id = sources.source_id
            and coalesce(investors.known_date, sources.published_date) <= claims.known_by_date
    where
        investors.tranche_id in (
            select tranches.tranche_id
            from funding.tranches
            inner join funding.rounds on tranches.round_id = rounds.round_id
            where
                rounds.company_id = 'coreweave'
                and rounds.round_id = coalesce(subjects.round_id, rounds.round_id)
        )
),

investors as (
    select
        claim_id,
        cast(bool_or(investor_id = asked_investor_id) as double) as is_named,
        bool_or(investor_id = asked_investor_id and source_id <> claim_source_id)
            as is_named_elsewhere,
        count(distinct tranche_id) as tranche_count,
        count(distinct tranche_id) filter (where investor_id = asked_investor_id)
            as named_count,
        max(known_date) as known_date,
        string_agg(
            concat(tranche_id, ': ', investor_id, ' (', source_id, ')'),
            '; ' order by tranche_id, investor_id, source_id
        ) as terms
    from named
    group by all
),

partners as (
    select
        claims.claim_id,
        string_agg(
            distinct partnerships.partnership_type, ', '
            order by partnerships.partnership_type
        ) as types
    from subjects
    inner join audit.claims on subjects.claim_id = claims.claim_id
    inner join market.partnerships
        on
            partnerships.party_id = 'coreweave'
            and subjects.investor_id = partnerships.partner_id
    inner join reference.sources
        on
            partnerships.source_id = sources.source_id
            and coalesce(partnerships.known_date, sources.published_date) <= claims.known_by_date
    group by all
),

-- Every other statement of what Microsoft will buy, by document; the claim's own row left out.
purchases as (
    select
        claims.claim_id,
        commitments.commitment_id,
        case
            when commitments.amount_usd is not null then cast(commitments.amount_usd as double)
            when commitments.bound_type = 'order_of_magnitude'
                then assumed.several_count * scale.stated_value
        end as amount_usd,
        case
            when commitments.amount_usd is null then 'at_least' else commitments.bound_type
        end as bound_type,
        commitments.amount_as_stated,
        commitments.source_id,
        commitments.source_locator,
        commitments.source_id <> claims.source_id as is_elsewhere,
        coalesce(commitments.known_date, sources.published_date) as known_date
    from audit.claims
    inner join funding.purchase_commitments as commitments
        on
            commitments.customer_id = 'microsoft'
            and commitments.supplier_id = 'coreweave'
            and (
                claims.source_id <> commitments.source_id
                or claims.bound_type <> commitments.bound_type
            )
    inner join reference.sources
        on
            commitments.source_id = sources.source_id
            and coalesce(commitments.known_date, sources.published_date) <= claims.known_by_date
    cross join assumed
    left join audit.claims as scale on scale.claim_id = 'microsoft_several_billion'
    where claims.claim_id in ('microsoft_one_billion', 'microsoft_several_billion')
    qualify
        row_number() over (
            partition by claims.claim_id
            order by
                commitments.source_id <> claims.source_id desc,
                sources.trust_rank asc,
                coalesce(commitments.known_date, sources.published_date) desc,
                commitments.source_id asc,
                commitments.commitment_id asc
        ) = 1
)

select
    subjects.claim_id,
    cast(1 as double)
        as claimed_value,  -- the claim as a number: its stated value, else 1 for yes
    '1 if so, 0 if not' as unit_name,
    investors.is_named
        as computed_value,  -- the figure as the data have it; of a range, its median or lower end
    'exact' as computed_bound_type,  -- how firmly the computed figure is known
    case when investors.is_named_elsewhere then 'other_document' else 'same_document' end
        as basis_code,  -- what it rests on: other_document, arithmetic, sample or same_document
    investors.known_date
        as evidence_known_date,  -- day on which the last row that counts became known
    investors.terms as evidence,  -- rows that count and the documents they are from
    case
        when investors.claim_id is null then 'would need a source that names investors'
        else
            concat(
                parties.party_name, ' is named in ', investors.named_count, ' of ',
                investors.tranche_count, ' amounts whose investors are named',
                '; as a partner it is filed as ' || partners.types
            )
    end as finding  -- what was found, or which data are missing
from subjects
inner join reference.parties on subjects.investor_id = parties.party_id
left join investors on subjects.claim_id = investors.claim_id
left join partners on subjects.claim_id = partners.claim_id
union all by name
select
    claims.claim_id,
    null as claimed_value,
    claims.unit_name,
    purchases.amount_usd as computed_value,
    purchases.bound_type as computed_bound_type,
    case when purchases.is_elsewhere then 'other_document' else 'same_document' end as basis_code,
    purchases.known_date as evidence_known_date,
    concat_ws(
        ', ', purchases.commitment_id, purchases.amount_as_stated, purchases.source_locator
    ) as evidence,
    case
        when purchases.amount_usd is null then 'would need another statement of the contract'
        else
            concat(
                case
                    when purchases.is_elsewhere then purchases.source_id
                    else 'the document itself'
                end,
                ' has "', purchases.amount_as_stated, '"',
                case purchases.bound_type
                    when 'at_least' then ', at least ' || figure_text(purchases.amount_usd)
                    else ''
                end
            )
    end as finding
from audit.claims
left join purchases on claims.claim_id = purchases.claim_id
where claims.claim_id in ('microsoft_one_billion', 'microsoft_several_billion')
