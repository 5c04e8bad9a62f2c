-- One row, in English and in Chinese: how many claims of the note became what, and of other documents.
with counted as (
    select
        verdicts.source_id = lists.source_id as is_note,
        count(*) as claims,
        count(*) filter (where verdicts.verdict_code = 'reproduced') as reproduced,
        count(*) filter (where verdicts.verdict_code = 'consistent') as consistent,
        count(*) filter (where verdicts.verdict_code = 'contradicted') as contradicted,
        count(*) filter (where verdicts.verdict_code = 'untestable') as untestable,
        any_value(lists.effective_from_date) as note_date
    from audit.claim_verdicts as verdicts
    cross join core.price_lists as lists
    where lists.price_list_id = note_price_list_id()
    group by all
),

told as (
    select
        is_note,
        note_date,
        concat(
            claims, ' claims ', reproduced, ' are reproduced, ', consistent, ' consistent, ',
            contradicted, ' contradicted and ', untestable, ' untestable'
        ) as en,
        concat(
            claims, ' 条声称中，', reproduced, ' 条已复现，', consistent, ' 条不矛盾，', contradicted,
            ' 条被推翻，', untestable, ' 条无法检验'
        ) as zh
    from counted
)

select
    concat(
        'Of the note''s (TF Securities, ', note.note_date, ') ', note.en,
        '; of other documents'' ' || others.en, '.'
    ) as en,
    concat(
        '天风证券 ', note.note_date, ' 研报的 ', note.zh, '；其他文件的 ' || others.zh, '。'
    ) as zh,
    ['exact'] as bound_types
from told as note
left join told as others on not others.is_note
where note.is_note
