-- One row per claim that somebody is among the investors, with who is named in the amounts.
-- grain: claim_id
-- formula: computed_value = 1 if a source names the investor in at least one amount, else 0
-- source: definition
-- Absence is told only by another publisher that names investors: what the claim's own one leaves out
-- of its list contradicts nothing but itself.
with

named as (
    select
        tests.claim_id,
        tests.missing_data,
        split_part(tests.figure_id, '/', -1) as asked_id,
        split_part(stated.figure_id, '/', -1) as named_id,
        regexp_extract(stated.figure_id, '([^/]+)/[^/]+$', 1) as tranche_id,
        stated.known_date,
        stated.source_id,
        original_publisher(stated.publisher_name) <> claims.publisher_name as is_elsewhere
    from reference.claim_tests as tests
    inner join audit.claims on tests.claim_id = claims.claim_id
    left join audit.stated_figures as stated
        on
            stated.figure_id glob regexp_replace(tests.figure_id, '[^/]+$', '*')
            and claims.known_by_date >= stated.known_date
    where tests.test_kind = 'named'
)

select
    named.claim_id,
    case
        when bool_or(named.named_id = named.asked_id) then 1
        when bool_or(named.is_elsewhere) then 0
    end as computed_value,  -- the figure as the data have it
    case
        when bool_or(named.named_id = named.asked_id and named.is_elsewhere) then 'other_document'
        else 'same_document'
    end as basis_code,  -- other_document, arithmetic, sample, same_publisher or same_document
    max(named.known_date) as evidence_known_date,  -- when the last row that counts became known
    string_agg(
        named.tranche_id || ': ' || named.named_id || ' (' || named.source_id || ')',
        '; ' order by named.tranche_id, named.named_id, named.source_id
    ) as evidence,  -- rows that count and the documents they are from
    case
        when computed_value is null
            then
                concat(
                    case when count(named.named_id) > 0 then 'its own list does not name it; ' end,
                    'would need ', any_value(named.missing_data)
                )
        else
            concat(
                any_value(parties.party_name), ' is named in ',
                count(distinct case when named.named_id = named.asked_id then named.tranche_id end),
                ' of ', count(distinct named.tranche_id), ' amounts whose investors are named'
            )
    end as finding  -- what was found, or which data are missing
from named
inner join reference.parties on named.asked_id = parties.party_id
group by named.claim_id
