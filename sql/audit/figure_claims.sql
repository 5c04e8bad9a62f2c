-- One row per claim that states a figure, with what another document says of the same thing.
-- grain: claim_id
-- formula: computed_value = the figure in the preferred other document
-- source: contract of this warehouse: trust rank, then the latest known by the day of the claim
-- The claim's own document never counts, and another one of its publisher only where no other
-- publisher has the figure. Only where no other document had the figure by then does
-- the first one to have it afterwards speak; claim_verdicts marks that as hindsight. A document
-- without a date is no evidence of any day before it was read: it is told and decides nothing. Of a
-- member of a list what counts is whether both documents call it the same.
with

asked as (
    select
        tests.claim_id,
        tests.figure_id,
        tests.computed_bound_type,
        tests.finding_words,
        tests.missing_data,
        claims.unit_name,
        starts_with(claims.unit_name, 'year') as is_of_calendar,
        claims.known_by_date,
        claims.publisher_name as claim_publisher_name,
        claims.source_id
    from reference.claim_tests as tests
    inner join audit.claims on tests.claim_id = claims.claim_id
    where tests.test_kind = 'stated_elsewhere'
),

elsewhere as (
    select
        asked.claim_id,
        asked.known_by_date,
        stated.*,
        original_publisher(stated.publisher_name)
        = asked.claim_publisher_name as is_of_publisher,
        coalesce(
            stated.figure_name,
            case
                when asked.is_of_calendar then cast(cast(stated.figure_value as bigint) as varchar)
            end,
            figure_text(stated.figure_value)
        ) as shown,
        case
            when stated.figure_name is not null or starts_with(asked.unit_name, '1 if so')
                then shown
            when asked.unit_name = 'year and month' then regexp_replace(shown, '(..)$', '-\1')
            when asked.unit_name = 'fraction' then percent_text(stated.figure_value)
            when asked.unit_name = 'ratio' then shown || ' times'
            when not asked.is_of_calendar then concat_ws(' ', shown, asked.unit_name)
            else shown
        end as said
    from asked
    inner join audit.stated_figures as stated
        on
            stated.figure_id glob asked.figure_id
            and asked.source_id <> stated.source_id
            and (stated.is_dated or asked.known_by_date >= stated.known_date)
    qualify
        row_number() over (
            partition by asked.claim_id
            order by
                is_of_publisher asc,
                stated.known_date > asked.known_by_date asc,
                case when stated.known_date <= asked.known_by_date then stated.trust_rank end asc,
                case when stated.known_date <= asked.known_by_date then stated.known_date end desc,
                stated.known_date asc,
                stated.trust_rank asc,
                stated.source_id asc
        ) = 1
),

undated as (
    select
        asked.claim_id,
        string_agg(
            concat_ws(' has ', stated.publisher_name, stated.figure_name),
            ', ' order by stated.source_id
        ) as words
    from asked
    inner join audit.stated_figures as stated
        on
            stated.figure_id glob asked.figure_id
            and asked.source_id <> stated.source_id
            and asked.known_by_date < stated.known_date
    where not stated.is_dated
    group by all
),

-- The growth that a figure of a later year implies, from the last year that was known by then.
years as (
    select
        *,
        cast(regexp_extract(figure_id, '/(\d{4})/', 1) as bigint) as figure_year
    from audit.stated_figures
    where regexp_matches(figure_id, '/\d{4}/')
),

paces as (
    select
        elsewhere.claim_id,
        concat(
            '; from ', figure_text(earlier.figure_value), ' in ', earlier.figure_year, ' that is ',
            percent_text(
                cagr(
                    earlier.figure_value, elsewhere.figure_value,
                    cast(regexp_extract(elsewhere.figure_id, '/(\d{4})/', 1) as bigint)
                    - earlier.figure_year
                )
            ), ' a year'
        ) as pace
    from elsewhere
    inner join years as earlier
        on
            elsewhere.figure_id > earlier.figure_id
            and earlier.figure_id glob regexp_replace(elsewhere.figure_id, '/\d{4}/', '/*/')
            and earlier.figure_year < year(elsewhere.known_by_date)
            and elsewhere.known_by_date >= earlier.known_date
    qualify
        row_number() over (
            partition by elsewhere.claim_id
            order by
                earlier.figure_year desc,
                earlier.trust_rank asc,
                earlier.known_date desc,
                earlier.source_id asc
        ) = 1
),

-- What was said of the same year under another definition: evidence of how far these are apart.
others as (
    select
        asked.claim_id,
        string_agg(
            concat(
                substr(stated.figure_id, strpos(stated.figure_id, '/') + 1), ' = ',
                figure_text(stated.figure_value), ' (', stated.source_id, ')'
            ),
            '; ' order by stated.known_date desc, stated.figure_id asc, stated.source_id asc
        ) as figures
    from asked
    inner join years as stated
        on
            stated.figure_id glob regexp_replace(asked.figure_id, '/.*(/\d{4}/)', '/*\1')
            and asked.figure_id <> stated.figure_id
            and asked.known_by_date >= stated.known_date
    group by all
)

select
    asked.claim_id,
    coalesce(cast(own.figure_name = elsewhere.figure_name as double), elsewhere.figure_value)
        as computed_value,  -- the figure as the data have it
    coalesce(asked.computed_bound_type, elsewhere.bound_type)
        as computed_bound_type,  -- how firmly the computed figure is known
    case when elsewhere.is_of_publisher then 'same_publisher' else 'other_document' end
        as basis_code,  -- other_document, arithmetic, sample, same_publisher or same_document
    elsewhere.known_date as evidence_known_date,  -- when the last row that counts became known
    coalesce(
        elsewhere.figure_id || ' = ' || elsewhere.shown
        || concat(' (', elsewhere.source_id, ', ', elsewhere.source_locator, ')'),
        'not the same: ' || others.figures
    ) as evidence,  -- rows that count and the documents they are from
    case
        when elsewhere.claim_id is null
            then
                concat(
                    'no other document held states it',
                    ', but for one without a date, which is no evidence of that day: '
                    || undated.words,
                    '; would need ', asked.missing_data
                )
        else
            filled_in(
                coalesce(asked.finding_words, concat('{publisher} states {hedged}', paces.pace)),
                elsewhere.said, elsewhere.bound_type, null, null, null,
                elsewhere.publisher_name || if(contains(elsewhere.publisher_name, ', '), ',', ''),
                elsewhere.source_id
            )
    end as finding  -- what was found, or which data are missing
from asked
left join audit.stated_figures as own
    on asked.figure_id = own.figure_id and asked.source_id = own.source_id
left join elsewhere on asked.claim_id = elsewhere.claim_id
left join undated on asked.claim_id = undated.claim_id
left join paces on asked.claim_id = paces.claim_id
left join others on asked.claim_id = others.claim_id
