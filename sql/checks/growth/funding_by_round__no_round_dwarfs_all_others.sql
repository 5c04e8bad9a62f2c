-- The largest round of a company is at most plausible_largest_round_ratio times the next, or known to be.
-- Only where least_compared_round_count others of its kind are held; what is known must still be so.
-- broken by: update growth.funding_by_round set debt_usd = 31000000000 where round_id = 'coreweave_ddtl_5'
with

amounts as (
    select
        company_id,
        round_id,
        unnest(['equity_usd', 'debt_usd']) as column_name,
        unnest([equity_usd, debt_usd]) as amount_usd
    from growth.funding_by_round
),

ranked as (
    select
        amounts.*,
        concat_ws(' | ', amounts.company_id, amounts.round_id) as fact_key,
        row_number() over largest as place,
        lead(amounts.amount_usd) over largest as next_usd,
        count(*) over (partition by amounts.company_id, amounts.column_name) - 1 as other_count
    from amounts
    where amounts.amount_usd > 0
    window
        largest as (
            partition by amounts.company_id, amounts.column_name
            order by amounts.amount_usd desc, amounts.round_id asc
        )
),

wide as (
    select
        ranked.fact_key,
        ranked.column_name,
        ranked.amount_usd,
        ranked.next_usd,
        ratio.value as most_ratio
    from ranked
    left join reference.assumptions as ratio
        on ratio.assumption_id = 'plausible_largest_round_ratio' and ratio.scenario_code = 'base'
    left join reference.assumptions as least
        on least.assumption_id = 'least_compared_round_count' and least.scenario_code = 'base'
    where
        ranked.place = 1
        and not coalesce(
            ranked.other_count < least.value or ranked.amount_usd <= ratio.value * ranked.next_usd,
            false
        )
),

known as (
    select
        fact_key,
        column_name
    from reference.known_differences
    where table_name = 'growth.funding_by_round'
)

select
    coalesce(wide.fact_key, known.fact_key) as fact_key,
    coalesce(wide.column_name, known.column_name) as column_name,
    wide.amount_usd,
    wide.next_usd,
    wide.most_ratio,
    case
        when known.fact_key is null
            then 'correct the amount, or say why it stays in seeds/reference/known_differences.csv'
        else 'no such round stands out: delete the line in seeds/reference/known_differences.csv'
    end as remedy
from wide
full join known on wide.fact_key = known.fact_key and wide.column_name = known.column_name
where wide.fact_key is null or known.fact_key is null
