-- One row per claim that somebody is among the investors, with who is named in the amounts.
-- grain: claim_id
-- formula: computed_value = 1 if a source names the investor in at least one amount, else 0
-- source: definition
-- A customer's purchase is no investment. Absence is told only where investors are named at all.
with

asked as (
    select
        tests.claim_id,
        tests.missing_data,
        claims.known_by_date,
        claims.source_id,
        split_part(tests.figure_id, '/', -1) as named_id,
        regexp_replace(tests.figure_id, '[^/]+$', '*') as everybody,
        concat('partner/', regexp_extract(tests.figure_id, '/([^/]+)/', 1), '/*/', named_id)
            as as_partner
    from reference.claim_tests as tests
    inner join audit.claims on tests.claim_id = claims.claim_id
    where tests.test_kind = 'named'
),

named as (
    select
        asked.claim_id,
        split_part(stated.figure_id, '/', -1) as investor_id,
        regexp_extract(stated.figure_id, '([^/]+)/[^/]+$', 1) as tranche_id,
        stated.known_date,
        stated.source_id,
        investor_id = asked.named_id as is_asked,
        stated.source_id <> asked.source_id as is_elsewhere
    from asked
    inner join audit.stated_figures as stated
        on stated.figure_id glob asked.everybody and asked.known_by_date >= stated.known_date
),

counted as (
    select
        claim_id,
        count(distinct tranche_id) as tranche_count,
        count(distinct tranche_id) filter (where is_asked) as named_count,
        bool_or(is_asked and is_elsewhere) as is_named_elsewhere,
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
        asked.claim_id,
        string_agg(
            distinct regexp_extract(stated.figure_id, '([^/]+)/[^/]+$', 1), ', '
            order by regexp_extract(stated.figure_id, '([^/]+)/[^/]+$', 1)
        ) as types
    from asked
    inner join audit.stated_figures as stated
        on stated.figure_id glob asked.as_partner and asked.known_by_date >= stated.known_date
    group by all
)

select
    asked.claim_id,
    cast(counted.named_count > 0 as double) as computed_value,  -- the figure as the data have it
    case when counted.is_named_elsewhere then 'other_document' else 'same_document' end
        as basis_code,  -- other_document, arithmetic, sample or same_document
    counted.known_date as evidence_known_date,  -- when the last row that counts became known
    counted.terms as evidence,  -- rows that count and the documents they are from
    case
        when counted.claim_id is null then concat('would need ', asked.missing_data)
        else
            concat(
                parties.party_name, ' is named in ', counted.named_count, ' of ',
                counted.tranche_count, ' amounts whose investors are named',
                '; as a partner it is filed as ' || partners.types
            )
    end as finding  -- what was found, or which data are missing
from asked
inner join reference.parties on asked.named_id = parties.party_id
left join counted on asked.claim_id = counted.claim_id
left join partners on asked.claim_id = partners.claim_id
