-- One row per claim of a document: what it states, what the data of its day give, and the verdict.
-- grain: claim_id
-- formula: difference_fraction = computed_value / claimed_value - 1
-- formula: reproduced where all the data allow is what the claim allows, contradicted where none of it is, else consistent
-- source: contract of this warehouse; one rule for all claims, tolerances in reference.assumptions
-- A claim and what was computed each allow a range. An exact figure allows itself, an approximate
-- one all within claim_rounding_tolerance, at least and at most everything beyond, an order of
-- magnitude all up to order_of_magnitude_ratio times its figure. A claim that only its own publisher,
-- or a sample of what it speaks of, bears out is consistent at best. Nothing is supported by itself:
-- where only the document's own sum or list comes out, which it can also contradict, and where no
-- figure is held, a claim is untestable, and the reason says which data are missing. Facts known
-- after the claim do not count, except where no other document had the figure by then: is_hindsight.
-- A sample's median is approximate, whatever its rows are. Of a claimed maximum (at most) its best
-- tells: beyond the maximum it contradicts, at the maximum it is consistent, and short of it the claim
-- is untestable, for others than the sample may reach it. So one best of 4.27 contradicts "30 times"
-- and leaves "up to 30 times" open.
-- basis_code says what a test rests on: another publisher's document, arithmetic, a sample, which can
-- refute a claim and not prove it, or the same publisher or document, which shows that it agrees with
-- itself. Where another test of the claim gives another figure, the reason names it too. A statement
-- without a figure is tested as the number it amounts to: 1 for yes, or no cheaper offer. In
-- hindsight the first document to have the figure speaks, and the reason says since when, so no
-- fact learned later moves a verdict once given.
with

tests as (
    select * from audit.arithmetic_claims
    union all by name
    select * from audit.figure_claims
    union all by name
    select * from audit.named_claims
    union all by name
    select * from audit.saving_claims
    union all by name
    select * from audit.speed_up_claims
),

assumed as (
    select
        max(value) filter (where assumption_id = 'claim_equality_tolerance') as equality,
        max(value) filter (where assumption_id = 'claim_rounding_tolerance') as rounding,
        max(value) filter (where assumption_id = 'order_of_magnitude_ratio') as magnitude
    from reference.assumptions
    where scenario_code = 'base'
),

-- Of several tests of a claim the one that gives a figure counts, and of these the firmest.
weighed as (
    select
        claims.*,
        assumed.*,
        coalesce(claims.stated_high_value, claims.claimed_value) as claimed_high_value,
        tests.evidence_known_date,
        tests.basis_code,
        tests.evidence,
        tests.finding,
        tests.computed_value is not null
        and tests.basis_code = 'sample'
        and claims.bound_type = 'at_most' as is_of_maximum,
        coalesce(tests.computed_high_value, tests.computed_value) as computed_high_value,
        case
            when is_of_maximum then computed_high_value
            else tests.computed_value
        end as computed_value,
        case
            when is_of_maximum then computed_high_value
            else coalesce(tests.computed_low_value, tests.computed_value)
        end as computed_low_value,
        coalesce(
            tests.computed_bound_type,
            case when tests.basis_code = 'sample' then 'approximate' else 'exact' end
        ) as computed_bound_type,
        row_number() over (
            partition by claims.claim_id
            order by
                tests.computed_value is null asc,
                list_position(
                    ['other_document', 'arithmetic', 'sample', 'same_publisher', 'same_document'],
                    tests.basis_code
                ) asc,
                -- Of two documents of one weight the nearer counts; the reason names the other.
                abs(tests.computed_value - claims.claimed_value) asc,
                tests.evidence asc,
                tests.finding asc
        ) as weight_order
    from audit.claims
    inner join tests on claims.claim_id = tests.claim_id
    cross join assumed
),

figures as (
    select * from weighed
    where weight_order = 1
),

-- What the other tests of a claim found, where it is another figure.
others as (
    select
        weighed.claim_id,
        string_agg(
            concat(
                '; another figure: ', weighed.finding,
                case
                    when weighed.basis_code <> 'same_document'
                        then ', known since ' || weighed.evidence_known_date
                end
            ),
            '' order by weighed.weight_order
        ) as words
    from weighed
    inner join figures on weighed.claim_id = figures.claim_id
    where
        abs(weighed.computed_value - figures.computed_value)
        > figures.equality * abs(figures.computed_value)
    group by all
),

compared as (
    select
        figures.*,
        others.words as other_words
    from figures
    left join others on figures.claim_id = others.claim_id
),

judged as (
    select
        *,
        range_from(claimed_value, bound_type, rounding)
        - equality * abs(claimed_value) as claim_from,
        range_to(claimed_high_value, bound_type, rounding, magnitude)
        + equality * abs(claimed_high_value) as claim_to,
        range_from(computed_low_value, computed_bound_type, rounding) as data_from,
        range_to(computed_high_value, computed_bound_type, rounding, magnitude) as data_to,
        is_of_maximum
        and data_to < range_from(claimed_value, 'approximate', rounding) as is_short,
        case
            when computed_value is null or claimed_value is null then 'untestable'
            when data_to < claim_from or data_from > claim_to then 'contradicted'
            when is_short then 'untestable'
            when basis_code = 'same_document' then 'untestable'
            when
                data_from >= claim_from
                and data_to <= claim_to
                and basis_code in ('other_document', 'arithmetic')
                then 'reproduced'
            when data_to >= claim_from and data_from <= claim_to then 'consistent'
        end as verdict_code
    from compared
)

select
    claim_id,
    statement,
    subject,
    stated_value,
    stated_high_value,
    claimed_value,
    case when verdict_code <> 'untestable' then computed_value end as computed_value,
    case when verdict_code <> 'untestable' then computed_low_value end as computed_low_value,
    case when verdict_code <> 'untestable' then computed_high_value end as computed_high_value,
    unit_name,
    bound_type,
    case when verdict_code <> 'untestable' then computed_bound_type end as computed_bound_type,
    case when verdict_code <> 'untestable' then computed_value / nullif(claimed_value, 0) - 1 end
        as difference_fraction,  -- computed over claimed value, less one
    verdict_code,  -- reproduced, consistent, contradicted or untestable
    case when verdict_code <> 'untestable' then basis_code end as basis_code,
    known_by_date,
    evidence_known_date,
    coalesce(evidence_known_date > known_by_date, false)
        as is_hindsight,  -- whether it rests on a document that came after the claim
    evidence,
    concat(
        upper(left(finding, 1)), right(finding, -1),
        case
            when verdict_code = 'untestable' and is_short
                then
                    '; none reaches the claimed maximum, which others may: testing it would need'
                    || ' the one that is meant'
            when verdict_code = 'untestable' and basis_code = 'same_document'
                then
                    concat(
                        '; that is the document''s own word alone: testing it would need another',
                        ' document that says so'
                    )
            when verdict_code = 'untestable' then ''
            when basis_code = 'same_publisher' and verdict_code <> 'contradicted'
                then
                    concat(
                        '; no other publisher known by then says so; known since ',
                        evidence_known_date
                    )
            when evidence_known_date > known_by_date
                then concat('; held here since ', evidence_known_date, ', later than the claim')
            when basis_code <> 'same_document'
                then '; known since ' || evidence_known_date
        end,
        other_words,
        '.'
    ) as reason,  -- why, in one sentence
    source_id
from judged
