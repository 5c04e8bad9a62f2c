-- One row per claim that no table here can test, with the data that would be needed.
-- grain: claim_id
-- What is held beside it is shown, a ratio or all that fit, and is no evidence.
select
    claim_id,
    coalesce(
        replace(
            max(finding_words),
            '{computed}', format('{:.2f}', combined(true, figure_value, figure_count))
        ),
        string_agg(
            label || ' ' || figure_text(figure_value), ', ' order by figure_value desc, label asc
        )
    ) as evidence,  -- rows that count and the documents they are from
    concat(
        case
            when count(figure_value) = 0 or max(finding_words) is not null
                then 'no table here has it; '
        end,
        'would need ', max(missing_data)
    ) as finding  -- what was found, or which data are missing
from audit.claim_figures
where test_kind = 'untestable'
group by claim_id
