-- One row, in English and in Chinese: the lowest and the highest bound over all quarters.
with ends as (
    select
        format('{:,.0f}', min(low_debt_usd_per_h100_equivalent)) as low,
        format('{:,.0f}', max(high_debt_usd_per_h100_equivalent)) as high,
        count(debt_usd_per_h100_equivalent) as quarters
    from growth.capital_efficiency
    where company_id = 'coreweave'
)

select
    concat(
        'Behind each H100-equivalent stood ', low, ' to ', high, ' US dollars of debt in the ',
        quarters, ' quarters for which both are known.'
    ) as en,
    concat(
        '在债务与 GPU 数皆已知的 ', quarters, ' 个季度里，每 H100 等效背后有 ', low, ' 至 ', high,
        ' 美元债务。'
    ) as zh
from ends
