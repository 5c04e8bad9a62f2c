-- One row per claim that states a figure, with what another document says of the same thing.
-- grain: claim_id
-- formula: computed_value = the figure in the preferred other document
-- source: contract of this warehouse: trust rank, then the latest known by the day of the claim
-- The claim's own document never counts. Only where no other document had the figure by then does
-- the first one to have it afterwards speak; claim_verdicts marks that as hindsight.
with

subjects (claim_id, figure_id, missing) as (
    values
    (
        'amazon_leads_cloud_market', 'leads/cloud services/amazon',
        'the revenue or share of each large cloud in one market definition'
    ),
    (
        'azure_growth', 'growth/microsoft/azure_and_other_cloud_services/FY23Q3/as_reported',
        'the growth of Azure in Microsoft''s own release for FY23Q3'
    ),
    (
        'cloud_market_2022', 'market/askci_cloud_computing/2022/total',
        'ASKCI''s own publication; other publishers count other services'
    ),
    (
        'cloud_market_2023', 'market/askci_cloud_computing/2023/total',
        'ASKCI''s own publication; other publishers count other services'
    ),
    (
        'compute_capacity_2030', 'compute/WORLD/2030/total',
        'the forecast of CAICT that the note cites'
    ),
    (
        'conductor_acquisition', 'acquisition month/coreweave/conductor_technologies',
        'the announcement of the acquisition'
    ),
    (
        'deals_announced_value',
        'deal value/pitchbook_generative_ai_start_ups/2023-01-01/announced',
        'PitchBook''s list of deals for the quarter'
    ),
    (
        'deals_closed_count', 'deal count/pitchbook_generative_ai_start_ups/2023-01-01/closed',
        'PitchBook''s list of deals for the quarter'
    ),
    (
        'deals_closed_value', 'deal value/pitchbook_generative_ai_start_ups/2023-01-01/closed',
        'PitchBook''s list of deals for the quarter'
    ),
    ('founded_2017', 'event/coreweave/founded', 'the register entry of the company'),
    ('gpt_3_parameters', 'model/gpt_3/parameters', 'another description of the model'),
    ('gpt_3_training_data', 'model/gpt_3/data', 'the paper''s account of its raw text'),
    ('gpt_3_training_tokens', 'model/gpt_3/tokens', 'the paper''s table of training tokens'),
    ('gpt_4_release', 'model/gpt_4/release month', 'the announcement of the model'),
    (
        'headcount_over_90', 'event/coreweave/headcount/2023-01-25',
        'a statement of the company or a register of employees for that day'
    ),
    ('llama_parameters', 'model/llama_65b/parameters', 'another description of the model'),
    (
        'microsoft_revenue', 'revenue/microsoft/total/FY23Q3',
        'Microsoft''s own release for the quarter'
    ),
    (
        'nvidia_market_cap', 'event/nvidia/market_capitalization/2023-05-30',
        'the share price of the day and the number of shares'
    ),
    ('nvidia_revenue', 'revenue/nvidia/total/FY24Q1', 'NVIDIA''s own release for the quarter'),
    ('palm_e_parameters', 'model/palm_e/parameters', 'another description of the model')
),

own_words as (
    select
        subjects.claim_id,
        stated.figure_value as claimed_value
    from subjects
    inner join audit.claims on subjects.claim_id = claims.claim_id
    inner join audit.stated_figures as stated
        on subjects.figure_id = stated.figure_id and claims.source_id = stated.source_id
),

elsewhere as (
    select
        subjects.claim_id,
        stated.figure_id,
        stated.figure_value,
        stated.bound_type,
        stated.known_date,
        stated.source_id,
        stated.source_locator,
        sources.publisher_name
    from subjects
    inner join audit.claims on subjects.claim_id = claims.claim_id
    inner join audit.stated_figures as stated
        on subjects.figure_id = stated.figure_id and claims.source_id <> stated.source_id
    inner join reference.sources on stated.source_id = sources.source_id
    qualify
        row_number() over (
            partition by subjects.claim_id
            order by
                stated.known_date > claims.known_by_date asc,
                case when stated.known_date <= claims.known_by_date then stated.trust_rank end asc,
                case when stated.known_date <= claims.known_by_date then stated.known_date end desc,
                stated.known_date asc,
                stated.trust_rank asc,
                stated.source_id asc
        ) = 1
),

-- The growth that a forecast of computing power implies, from the last year measured by then.
years as (
    select
        *,
        cast(regexp_extract(figure_id, '^compute/\w+/(\d+)/', 1) as bigint) as figure_year,
        regexp_replace(figure_id, '\d+', '') as series_name
    from audit.stated_figures
    where starts_with(figure_id, 'compute/')
),

paces as (
    select
        elsewhere.claim_id,
        concat(
            '; from ', figure_text(earlier.figure_value), ' in ', earlier.figure_year, ' that is ',
            format(
                '{:.1f} % a year',
                100 * cagr(
                    earlier.figure_value,
                    elsewhere.figure_value,
                    later.figure_year - earlier.figure_year
                )
            )
        ) as pace
    from elsewhere
    inner join audit.claims on elsewhere.claim_id = claims.claim_id
    inner join years as later
        on
            elsewhere.figure_id = later.figure_id
            and elsewhere.source_id = later.source_id
    inner join years as earlier
        on
            later.series_name = earlier.series_name
            and earlier.figure_year < year(claims.known_by_date)
            and claims.known_by_date >= earlier.known_date
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

-- What else was said of the year's market: evidence of how far the definitions are apart.
other_markets as (
    select
        claims.claim_id,
        string_agg(
            concat(
                replace(stated.figure_id, 'market/', ''), ' = ', figure_text(stated.figure_value),
                ' (', stated.source_id, ')'
            ),
            '; ' order by stated.known_date desc, stated.figure_id asc, stated.source_id asc
        ) as sizes
    from audit.claims
    inner join subjects on claims.claim_id = subjects.claim_id
    inner join audit.stated_figures as stated
        on
            split_part(stated.figure_id, '/', 1) = split_part(subjects.figure_id, '/', 1)
            and split_part(stated.figure_id, '/', -1) = split_part(subjects.figure_id, '/', -1)
            and regexp_extract(stated.figure_id, '/(\d{4})/', 1)
            = regexp_extract(subjects.figure_id, '/(\d{4})/', 1)
            and subjects.figure_id <> stated.figure_id
            and claims.known_by_date >= stated.known_date
    where split_part(subjects.figure_id, '/', 1) = 'market'
    group by all
)

select
    subjects.claim_id,
    own_words.claimed_value,  -- the claim as a number: its stated value, else 1 for yes
    case split_part(subjects.figure_id, '/', 1)
        when 'leads' then '1 if so, 0 if not'
        when 'acquisition month' then 'year and month'
        when 'model' then 'year and month'
    end as unit_name,
    elsewhere.figure_value
        as computed_value,  -- the figure as the data have it; of a range, its median or lower end
    elsewhere.bound_type as computed_bound_type,  -- how firmly the computed figure is known
    'other_document'
        as basis_code,  -- what it rests on: other_document, arithmetic, sample or same_document
    elsewhere.known_date
        as evidence_known_date,  -- day on which the last row that counts became known
    case
        when elsewhere.claim_id is not null
            then
                concat(
                    elsewhere.figure_id, ' = ', figure_text(elsewhere.figure_value),
                    ' (', elsewhere.source_id, ', ', elsewhere.source_locator, ')'
                )
        else 'not the same: ' || other_markets.sizes
    end as evidence,  -- rows that count and the documents they are from
    case
        when elsewhere.claim_id is null
            then concat('no other document held states it; would need ', subjects.missing)
        else
            concat_ws(
                ' ', elsewhere.publisher_name, 'has',
                case elsewhere.bound_type
                    when 'exact' then null
                    when 'approximate' then 'about'
                    else replace(elsewhere.bound_type, '_', ' ')
                end,
                concat(figure_text(elsewhere.figure_value), paces.pace)
            )
    end as finding  -- what was found, or which data are missing
from subjects
left join own_words on subjects.claim_id = own_words.claim_id
left join elsewhere on subjects.claim_id = elsewhere.claim_id
left join paces on subjects.claim_id = paces.claim_id
left join other_markets on subjects.claim_id = other_markets.claim_id
