-- One row per claim that no table here can test, with the data that would be needed.
-- grain: claim_id
-- What is held beside it is shown, a ratio or all that fit, and is no evidence.
with

held as (
    select
        claim_id,
        format('{:.2f}', combined(true, figure_value, figure_count)) as ratio_text,
        string_agg(
            concat(label, ' ', figure_text(figure_value)),
            ', ' order by figure_value desc, label asc
        ) as items
    from audit.claim_figures
    where test_kind = 'untestable'
    group by all
),

tests as (
    select
        claim_id,
        max(finding_words) as finding_words,
        max(missing_data) as missing_data
    from reference.claim_tests
    where test_kind = 'untestable'
    group by all
)

select
    tests.claim_id,  -- slug of the claim
    coalesce(replace(tests.finding_words, '{computed}', held.ratio_text), held.items)
        as evidence,  -- rows that count and the documents they are from
    concat(
        case
            when held.items is null or tests.finding_words is not null
                then 'no table here has it; '
        end,
        'would need ', tests.missing_data
    ) as finding  -- what was found, or which data are missing
from tests
left join held on tests.claim_id = held.claim_id
