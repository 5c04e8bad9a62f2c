-- One row, in English and in Chinese: how many claims became what.
with counted as (
    select
        count(*) as claims,
        count(*) filter (where verdict_code = 'reproduced') as reproduced,
        count(*) filter (where verdict_code = 'consistent') as consistent,
        count(*) filter (where verdict_code = 'contradicted') as contradicted,
        count(*) filter (where verdict_code = 'untestable') as untestable
    from audit.claim_verdicts
)

select
    concat(
        'Of ', claims, ' claims ', reproduced, ' are reproduced, ', consistent, ' consistent, ',
        contradicted, ' contradicted and ', untestable, ' untestable.'
    ) as en,
    concat(
        claims, ' 条声称中，', reproduced, ' 条已复现，', consistent, ' 条不矛盾，', contradicted,
        ' 条被推翻，', untestable, ' 条无法检验。'
    ) as zh
from counted
